#include "tests/bench/budget/budgets.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace liandong::budget {
namespace {

constexpr double kTolerance = 0.1;
// Less than one, because the averages are rounded.
constexpr double kOneMore = 0.9;
constexpr double kUnchanged = 0.01;
constexpr char kHeading[] =
    "# What a call may cost, on average: budget_test fails if a call costs a tenth more than this, or one statement,\n"
    "# round trip or commit more. docs/benchmark.md explains the columns. `build/bin/budget --renew` writes this "
    "file.\n";

const Cost* Find(const std::vector<Cost>& costs, const Cost& like) {
  const auto found = std::find_if(costs.begin(), costs.end(),
                                  [&](const Cost& one) { return one.engine == like.engine && one.call == like.call; });
  return found == costs.end() ? nullptr : &*found;
}

std::string Columns() {
  std::string columns = "engine\tcall";
  for (const QuantityInfo& info : kQuantities) absl::StrAppend(&columns, "\t", info.name);
  return columns;
}

absl::StatusOr<Cost> ReadLine(absl::string_view line) {
  const std::vector<std::string> fields = absl::StrSplit(line, '\t');
  constexpr size_t kNames = 2;
  Cost cost;
  bool right = fields.size() == kNames + cost.averages.size();
  for (size_t i = 0; right && i < cost.averages.size(); ++i) {
    right = absl::SimpleAtod(fields[kNames + i], &cost.averages[i]);
  }
  if (!right) return absl::InvalidArgumentError(absl::StrCat("this is not a budget: ", line));
  cost.engine = fields[0];
  cost.call = fields[1];
  return cost;
}

}  // namespace

std::string Describe(const Excess& excess) {
  return absl::StrFormat("%s, %s: the budget is %.1f %s, and %.1f were counted", excess.engine, excess.call,
                         excess.budget, InfoOf(excess.quantity).name, excess.counted);
}

bool Exceeds(Quantity quantity, double budget, double counted) {
  return counted > budget * (1 + kTolerance) || (InfoOf(quantity).each_counts && counted > budget + kOneMore);
}

absl::StatusOr<std::vector<Excess>> Compare(const std::vector<Cost>& budgets, const std::vector<Cost>& costs) {
  std::vector<Excess> excesses;
  for (const Cost& cost : costs) {
    const Cost* const budget = Find(budgets, cost);
    if (budget == nullptr) return absl::NotFoundError(absl::StrCat(cost.engine, ", ", cost.call, " has no budget"));
    for (size_t i = 0; i < cost.averages.size(); ++i) {
      const auto quantity = static_cast<Quantity>(i);
      if (!Exceeds(quantity, budget->averages[i], cost.averages[i])) continue;
      excesses.push_back({cost.engine, cost.call, quantity, budget->averages[i], cost.averages[i]});
    }
  }
  return excesses;
}

std::string Write(const std::vector<Cost>& budgets) { return absl::StrCat(kHeading, WriteRows(budgets)); }

std::string WriteRows(const std::vector<Cost>& costs) {
  std::string table = absl::StrCat(Columns(), "\n");
  for (const Cost& cost : costs) {
    absl::StrAppend(&table, cost.engine, "\t", cost.call);
    for (const double average : cost.averages) absl::StrAppendFormat(&table, "\t%.1f", average);
    absl::StrAppend(&table, "\n");
  }
  return table;
}

absl::StatusOr<std::vector<Cost>> Read(const std::string& table) {
  std::vector<Cost> budgets;
  for (const absl::string_view line : absl::StrSplit(table, '\n', absl::SkipEmpty())) {
    if (line[0] == '#' || line == Columns()) continue;
    auto cost = ReadLine(line);
    if (!cost.ok()) return cost.status();
    budgets.push_back(*std::move(cost));
  }
  return budgets;
}

std::vector<Cost> Renew(const std::vector<Cost>& budgets, std::vector<Cost> costs) {
  for (Cost& cost : costs) {
    const Cost* const before = Find(budgets, cost);
    if (before == nullptr) continue;
    for (size_t i = 0; i < cost.averages.size(); ++i) {
      const double budget = before->averages[i];
      if (std::abs(cost.averages[i] - budget) <= budget * kUnchanged) cost.averages[i] = budget;
    }
  }
  std::set<std::string> counted;
  for (const Cost& cost : costs) counted.insert(cost.engine);
  for (const Cost& budget : budgets) {
    if (counted.count(budget.engine) == 0) costs.push_back(budget);
  }
  std::stable_sort(costs.begin(), costs.end(), [](const Cost& a, const Cost& b) { return a.engine < b.engine; });
  return costs;
}

}  // namespace liandong::budget
