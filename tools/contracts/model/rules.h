#pragma once

#include <string>
#include <vector>

#include "tools/contracts/model/model.h"

// The table of rules in tests/mutation, by the ids of the clauses.
namespace liandong::contracts {

std::vector<Rule> RulesOf(const std::string& clause);

// Why the suite enforces nothing of the clause; empty if it has rules.
std::string ReasonForNoRules(const std::string& clause);

}  // namespace liandong::contracts
