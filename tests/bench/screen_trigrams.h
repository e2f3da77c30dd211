#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

#include "tests/bench/screen_timing.h"

namespace liandong::bench {

// What the server would do by itself after a while.
void VacuumAndAnalyze(const std::string& conninfo);

// The same people in a PostgreSQL table, found by pg_trgm: names with a similarity of at least 0.5, the same sex, and
// birth dates within 400 days.
class Trigrams {
 public:
  // In a database of its own with Unicode characters: in the C locale a Han character has no trigrams.
  Trigrams(const std::string& conninfo, const std::vector<matching::Subject>& listed);
  Trigrams(const Trigrams&) = delete;
  Trigrams& operator=(const Trigrams&) = delete;
  ~Trigrams() { PQfinish(link_); }

  // An index of birth dates too, which the server combines with GIN's.
  void IndexBirths();
  bool Finds(const matching::Subject& asked, int64_t truth);

 private:
  void Copy(const std::vector<matching::Subject>& listed);

  PGconn* link_;
};

}  // namespace liandong::bench
