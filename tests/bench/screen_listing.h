#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "tests/bench/screen_timing.h"
#include "tests/testing/store_tables.h"

namespace liandong::bench {

// The missing-person cases of a database, searched as for a question from a counter.
class Listing {
 public:
  // Not owned. Creates its tables.
  explicit Listing(store::Database* database);

  // Lists the first `to` of them.
  void Grow(const std::vector<matching::Subject>& listed, size_t to);
  bool Finds(const matching::Subject& asked, int64_t truth);

 private:
  absl::Status Open(store::Tx& tx, const std::string& id, const matching::Subject& subject);

  store::Database* database_;
  const testing::StoreTables<casefile::CasefileStore> tables_;
  const casefile::CasefileStore& store_ = tables_.store();
  size_t size_ = 0;
};

}  // namespace liandong::bench
