#include "tools/contracts/model/rules.h"

#include "absl/strings/str_cat.h"
#include "tools/contracts/rules_table.h"

namespace liandong::contracts {

std::vector<Rule> RulesOf(const std::string& clause) {
  std::vector<Rule> rules;
  for (const RuleRow& row : kRules) {
    if (row.clause != clause) continue;
    rules.push_back({.kind = row.kind, .text = absl::StrCat(row.zh, " · ", row.en), .test = row.test});
  }
  return rules;
}

std::string ReasonForNoRules(const std::string& clause) {
  for (const ClauseWithoutRules& row : kClausesWithoutRules) {
    if (row.clause == clause) return absl::StrCat(row.reason_zh, " · ", row.reason_en);
  }
  return "";
}

}  // namespace liandong::contracts
