#pragma once

// Names the statements that enforce the rules of the clauses. A name is the clause, written as in `ld-purpose`, and
// what the clause demands: "4-2.a-child-case-ends-as-solved". tests/mutation/rules.tsv lists every name with the test
// that must fail when the statement is missing; tests/mutation/run.py compiles the file with LIANDONG_RULES_REMOVABLE
// and runs that test without the statement. In every other build the names cost nothing.

#ifdef LIANDONG_RULES_REMOVABLE

#include <cstdlib>
#include <string_view>

namespace liandong::rule {

// Whether this process runs without the rule.
inline bool IsRemoved(std::string_view name) {
  static const char* const removed = std::getenv("LIANDONG_RULE_REMOVED");
  return removed != nullptr && name == removed;
}

}  // namespace liandong::rule

#define LD_RULE(name) if (!::liandong::rule::IsRemoved(name))
#define LD_RULE_HOLDS(name, ...) (::liandong::rule::IsRemoved(name) || (__VA_ARGS__))

#else

// The statement that follows enforces the rule. It must not be the last statement of a function that returns a value.
#define LD_RULE(name)
// `LD_RULE_HOLDS("7-2.x", condition)`: the condition, which is what the rule demands.
#define LD_RULE_HOLDS(name, ...) (__VA_ARGS__)

#endif
