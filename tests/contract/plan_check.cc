#include "tests/contract/plan_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace liandong::testing {
namespace {

// On the first database that has the statement's tables.
absl::StatusOr<std::vector<std::string>> PlanOf(const Statement& statement, const Explainer& explain) {
  absl::Status failure;
  for (const law::Service service : law::AllServices()) {
    auto plan = explain(service, statement);
    if (plan.ok()) return plan;
    failure = plan.status();
  }
  return failure;
}

}  // namespace

std::vector<PlanException> PlanExceptions() {
  std::ifstream file(LAW_FOLDER "/plan_exceptions.tsv");
  std::vector<PlanException> exceptions;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    if (line.empty() || line[0] == '#') continue;
    EXPECT_EQ(fields.size(), 3u) << line;
    if (fields.size() == 3) exceptions.push_back({fields[0], fields[1], fields[2]});
  }
  return exceptions;
}

std::set<std::string> CheckPlans(const std::string& engine, const std::set<Statement>& statements,
                                 const Explainer& explain) {
  const std::vector<PlanException> exceptions = PlanExceptions();
  std::set<std::string> needed;
  for (const Statement& statement : statements) {
    const auto plan = PlanOf(statement, explain);
    EXPECT_TRUE(plan.ok()) << statement.sql << "\n" << plan.status();
    if (!plan.ok() || FaultsOf(*plan).empty()) continue;
    const auto excepted = std::find_if(exceptions.begin(), exceptions.end(), [&](const PlanException& one) {
      return one.engine == engine && absl::StartsWith(statement.sql, one.statement);
    });
    if (excepted != exceptions.end()) {
      needed.insert(excepted->statement);
    } else {
      ADD_FAILURE() << engine << ": " << statement.sql << "\n  " << absl::StrJoin(*plan, "\n  ");
    }
  }
  return needed;
}

}  // namespace liandong::testing
