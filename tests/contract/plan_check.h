#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/law/names.h"
#include "tests/contract/statement_plans.h"

namespace liandong::testing {

// A statement that may read a whole table or sort, and why.
struct PlanException {
  std::string engine;
  std::string statement;  // how it begins
  std::string reason;
};
// Those in plan_exceptions.tsv.
std::vector<PlanException> PlanExceptions();

// The plan of a statement on the database of a service; an error if that does not have the statement's tables.
using Explainer = std::function<absl::StatusOr<std::vector<std::string>>(law::Service, const Statement&)>;

// The test fails for each statement that an engine executes by reading a whole table or by sorting, without being
// excepted. Returns the exceptions that were needed, by their statements.
std::set<std::string> CheckPlans(const std::string& engine, const std::set<Statement>& statements,
                                 const Explainer& explain);

}  // namespace liandong::testing
