#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "tests/bench/screen_timing.h"

namespace liandong::bench {

// What the server would come to by itself in its time.
void VacuumAndAnalyze(const std::string& conninfo);

// The same people in a table of PostgreSQL, found by pg_trgm: names of a similarity of 0.5 and more, by sex and birth
// within 400 days.
class Trigrams {
 public:
  // In a database of its own, whose letters are Unicode's: in the C locale a Han character has no trigram.
  Trigrams(const std::string& conninfo, const std::vector<matching::Subject>& listed);
  Trigrams(const Trigrams&) = delete;
  Trigrams& operator=(const Trigrams&) = delete;
  ~Trigrams() { PQfinish(link_); }

  // An index of births too, which GIN's is combined with.
  void IndexBirths();
  bool Finds(const matching::Subject& asked, int64_t truth);

 private:
  void Copy(const std::vector<matching::Subject>& listed);

  PGconn* link_;
};

}  // namespace liandong::bench
