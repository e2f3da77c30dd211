#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/bench/budget/counts.h"

// What calls may cost, and what costs too much. Pure.
namespace liandong::budget {

inline constexpr char kSqlite[] = "sqlite";
inline constexpr char kPostgres[] = "postgres";

// What one kind of call costs on one engine, as averages over calls.
struct Cost {
  std::string engine;
  std::string call;
  Quantities<double> averages = {};
};

// A value that exceeds its budget.
struct Excess {
  std::string engine;
  std::string call;
  Quantity quantity;
  double budget;
  double counted;
};
std::string Describe(const Excess& excess);

// A value may exceed its budget by a tenth. If each one counts, it must also stay below one more for each call.
bool Exceeds(Quantity quantity, double budget, double counted);

// NOT_FOUND names the first cost that has no budget.
absl::StatusOr<std::vector<Excess>> Compare(const std::vector<Cost>& budgets, const std::vector<Cost>& costs);

// The budgets as a table, one line for each engine and call. INVALID_ARGUMENT quotes the line that is wrong.
std::string Write(const std::vector<Cost>& budgets);
// The same without the explanation at its beginning.
std::string WriteRows(const std::vector<Cost>& costs);
absl::StatusOr<std::vector<Cost>> Read(const std::string& table);

// New budgets from what was counted; engines where nothing was counted keep theirs. A budget that is still right within
// a hundredth stays as it is, so that a renewal shows only what changed.
std::vector<Cost> Renew(const std::vector<Cost>& budgets, std::vector<Cost> costs);

}  // namespace liandong::budget
