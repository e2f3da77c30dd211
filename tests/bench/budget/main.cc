// budget: counts what each kind of call costs, in units that can be counted exactly, and compares it with the budgets
// in budgets.tsv. Ends with 1 if a budget is exceeded, or if a planted slowdown is not noticed.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "shared/command_line/command_line.h"
#include "tests/bench/budget/budgets.h"
#include "tests/bench/budget/count_sqlite.h"
#include "tests/bench/budget/measured_suite.h"
#include "tests/bench/budget/slowdowns.h"

ABSL_FLAG(std::string, budgets, SOURCE_FOLDER "/tests/bench/budget/budgets.tsv", "The table of budgets.");
ABSL_FLAG(std::vector<std::string>, engines, std::vector<std::string>({"sqlite", "postgres"}), "Where to count.");
ABSL_FLAG(int, records, 1000, "Number of clues, and of missing persons, to store before counting.");
ABSL_FLAG(bool, renew, false, "Write what was counted to the table of budgets.");
ABSL_FLAG(bool, plants, false, "Also plant a slowdown of each kind, which must exceed its budget.");
ABSL_FLAG(int, repetitions, 1,
          "If more than one: instead count so often, each time with a new suite, and show whether the numbers agree.");

namespace liandong::budget {
namespace {

// Repetitions agree if no number is further than this from the others.
constexpr double kAgreement = 0.05;
constexpr char kHowToRenew[] =
    "If the cost is intended, run build/bin/budget --renew, and commit the table with the reason.\n";

std::vector<Cost> Budgets() {
  std::ifstream file(absl::GetFlag(FLAGS_budgets));
  std::ostringstream text;
  text << file.rdbuf();
  const auto budgets = Read(text.str());
  if (budgets.ok()) return *budgets;
  std::fprintf(stderr, "budget: %s\n", std::string(budgets.status().message()).c_str());
  std::exit(1);
}

// Prints what exceeds its budget. True if nothing does.
bool Keeps(const std::vector<Cost>& costs) {
  const auto excesses = Compare(Budgets(), costs);
  if (!excesses.ok()) std::printf("%s\n%s", std::string(excesses.status().message()).c_str(), kHowToRenew);
  if (!excesses.ok()) return false;
  for (const Excess& excess : *excesses) std::printf("%s\n", Describe(excess).c_str());
  if (!excesses->empty()) std::printf("%s", kHowToRenew);
  return excesses->empty();
}

// True if the planted slowdown exceeds the budget of its quantity.
bool IsCaught(const SlowdownInfo& planted, MeasuredSuite& suite) {
  Plant(planted.slowdown);
  const auto excesses = Compare(Budgets(), {suite.CountOne(planted.call)});
  Plant(Slowdown::kNone);
  if (excesses.ok()) {
    for (const Excess& excess : *excesses) {
      if (excess.quantity != planted.quantity) continue;
      std::printf("planted: %s. %s\n", planted.name.c_str(), Describe(excess).c_str());
      return true;
    }
  }
  std::printf("planted: %s. %s, %s: NOT NOTICED\n", planted.name.c_str(), suite.engine().c_str(), planted.call.c_str());
  return false;
}

bool AllAreCaught(MeasuredSuite& suite) {
  bool caught = true;
  for (const SlowdownInfo& planted : Slowdowns()) {
    const bool here = std::count(planted.engines.begin(), planted.engines.end(), suite.engine()) > 0;
    if (here) caught = IsCaught(planted, suite) && caught;
  }
  return caught;
}

// Prints the least and the greatest number of each quantity. True if they agree.
bool Agree(const std::vector<Cost>& repeated) {
  bool agree = true;
  for (size_t i = 0; i < kQuantities.size(); ++i) {
    const auto [least, most] = std::minmax_element(
        repeated.begin(), repeated.end(), [i](const Cost& a, const Cost& b) { return a.averages[i] < b.averages[i]; });
    const double low = least->averages[i];
    const double high = most->averages[i];
    const bool close = high <= low * (1 + kAgreement);
    std::printf("%-8s %-13s %-11s %10.2f to %10.2f%s\n", least->engine.c_str(), least->call.c_str(),
                kQuantities[i].name, low, high, close ? "" : "  THESE DIFFER");
    agree = close && agree;
  }
  return agree;
}

bool Repeat(const std::string& engine, const eval::Stock& stock, int repetitions) {
  std::vector<std::vector<Cost>> by_call;
  for (int i = 0; i < repetitions; ++i) {
    const std::vector<Cost> costs = MeasuredSuite(engine, &stock, absl::GetFlag(FLAGS_records)).CountAll();
    by_call.resize(costs.size());
    for (size_t call = 0; call < costs.size(); ++call) by_call[call].push_back(costs[call]);
  }
  bool agree = true;
  for (const auto& repeated : by_call) agree = Agree(repeated) && agree;
  std::fflush(stdout);
  return agree;
}

int Main() {
  CountSqlite();
  const auto stock = eval::ReadStock(SOURCE_FOLDER "/tests/eval/data");
  if (!stock.ok()) return 1;
  const int repetitions = absl::GetFlag(FLAGS_repetitions);
  bool good = true;
  std::vector<Cost> costs;
  for (const std::string& engine : absl::GetFlag(FLAGS_engines)) {
    if (repetitions > 1) {
      good = Repeat(engine, *stock, repetitions) && good;
      continue;
    }
    MeasuredSuite suite(engine, &*stock, absl::GetFlag(FLAGS_records));
    for (Cost& cost : suite.CountAll()) costs.push_back(std::move(cost));
    if (absl::GetFlag(FLAGS_plants)) good = AllAreCaught(suite) && good;
  }
  if (repetitions > 1) return good ? 0 : 1;
  std::printf("%s", WriteRows(costs).c_str());
  if (absl::GetFlag(FLAGS_renew)) {
    // Read before the file is emptied.
    const std::string renewed = Write(Renew(Budgets(), costs));
    std::ofstream(absl::GetFlag(FLAGS_budgets)) << renewed;
    return good ? 0 : 1;
  }
  return Keeps(costs) && good ? 0 : 1;
}

}  // namespace
}  // namespace liandong::budget

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(argc, argv, "Counts what calls cost, and compares it with their budgets.");
  return liandong::budget::Main();
}
