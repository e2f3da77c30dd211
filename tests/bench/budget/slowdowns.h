#pragma once

#include <string>
#include <vector>

#include "shared/runtime/definition.h"
#include "tests/bench/budget/counts.h"

// Slowdowns that are planted in handlers, to check that the budgets notice each kind.
namespace liandong::budget {

enum class Slowdown { kNone, kStatement, kRows, kSteps, kBytes, kCommit, kAllocations };

struct SlowdownInfo {
  Slowdown slowdown;
  std::string name;
  std::string call;                  // that becomes slower
  Quantity quantity;                 // whose budget it exceeds
  std::vector<std::string> engines;  // where
};
const std::vector<SlowdownInfo>& Slowdowns();

// Plants one; those before it end.
void Plant(Slowdown slowdown);

// The definition of a service whose handlers are slower while a slowdown is planted.
runtime::Definition WithSlowdowns(runtime::Definition definition);

}  // namespace liandong::budget
