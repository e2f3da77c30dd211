#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/bench/budget/budgets.h"
#include "tests/bench/budget/casefile_kinds.h"
#include "tests/bench/budget/clue_kinds.h"
#include "tests/bench/budget/count_postgres.h"

namespace liandong::budget {

// A suite with invented records, on one engine, that does nothing but what it is called for.
class MeasuredSuite {
 public:
  // Stores this many clues, and this many missing persons. `stock` is not owned.
  MeasuredSuite(const std::string& engine, const eval::Stock* stock, int records);

  const std::string& engine() const { return engine_; }

  // Makes calls of each kind, one at a time, and counts.
  std::vector<Cost> CountAll();
  // The same of one kind.
  Cost CountOne(const std::string& call);

 private:
  void Start();
  Cost Count(const Kind& kind);
  Quantities<int64_t> NumberEvents();
  Quantities<int64_t> Now();

  const std::string engine_;
  testing::TestCluster cluster_;
  std::unique_ptr<PostgresLog> log_;  // only with PostgreSQL
  Quantities<int64_t> asking_ = {};   // what asking for the length of the log has cost, which does not count
  std::unique_ptr<ClueKinds> clues_;
  std::unique_ptr<CasefileKinds> casefiles_;
  std::vector<Kind> kinds_;
};

}  // namespace liandong::budget
