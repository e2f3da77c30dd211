#include "tests/bench/budget/measured_suite.h"

#include <map>

#include "absl/time/clock.h"
#include "shared/law/names.h"
#include "tests/bench/budget/slowdowns.h"
#include "tests/testing/postgres/server.h"

namespace liandong::budget {
namespace {

constexpr absl::Duration kBetweenCalls = absl::Milliseconds(10);
constexpr int kWarmUp = 20;
constexpr int kCounted = 100;
// After this time without a count, nothing of a call is still going on.
constexpr absl::Duration kQuiet = absl::Milliseconds(20);

Quantities<int64_t> Difference(const Quantities<int64_t>& before, const Quantities<int64_t>& after) {
  Quantities<int64_t> difference;
  for (size_t i = 0; i < after.size(); ++i) difference[i] = after[i] - before[i];
  return difference;
}

void AddTo(Quantities<int64_t>& sum, const Quantities<int64_t>& more) {
  for (size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
}

void Settle() {
  for (auto before = Counted();;) {
    absl::SleepFor(kQuiet);
    const auto now = Counted();
    if (now[static_cast<size_t>(Quantity::kStatements)] == before[static_cast<size_t>(Quantity::kStatements)]) return;
    before = now;
  }
}

}  // namespace

MeasuredSuite::MeasuredSuite(const std::string& engine, const eval::Stock* stock, int records)
    : engine_(engine), cluster_(WithSlowdowns) {
  Start();
  clues_ = std::make_unique<ClueKinds>(&cluster_, stock);
  clues_->Fill(records);
  casefiles_ = std::make_unique<CasefileKinds>(&cluster_, stock);
  casefiles_->Fill(records);
  // Calls do not cause what happens at some other time.
  for (const law::Service service : law::AllServices()) cluster_.StopBackgroundWork(service);
  kinds_ = clues_->All();
  for (Kind& kind : casefiles_->All()) kinds_.push_back(std::move(kind));
}

void MeasuredSuite::Start() {
  std::map<law::Service, std::string> databases;
  for (const law::Service service : law::AllServices()) {
    cluster_.Stop(service);
    if (engine_ == kPostgres) databases[service] = testing::NewPostgresDatabase();
  }
  if (engine_ == kPostgres) log_ = std::make_unique<PostgresLog>(databases.begin()->second);
  cluster_.Adjust([databases](runtime::Config& config) {
    config.response_time_padding = absl::Microseconds(1);  // none, so that nobody waits
    if (!databases.empty()) config.postgres = databases.at(config.service);
  });
  for (const law::Service service : law::AllServices()) cluster_.Start(service);
}

std::vector<Cost> MeasuredSuite::CountAll() {
  std::vector<Cost> costs;
  for (const Kind& kind : kinds_) costs.push_back(Count(kind));
  return costs;
}

Cost MeasuredSuite::CountOne(const std::string& call) {
  for (const Kind& kind : kinds_) {
    if (kind.name == call) return Count(kind);
  }
  return {};
}

Cost MeasuredSuite::Count(const Kind& kind) {
  // Ids are in the order of time, so time passes.
  const auto call = [this, make = kind.prepare()] {
    cluster_.clock().Advance(kBetweenCalls);
    make();
  };
  NumberEvents();
  for (int i = 0; i < kWarmUp; ++i) {
    call();
    NumberEvents();
  }
  Settle();
  const Quantities<int64_t> before = Now();
  Quantities<int64_t> beside = {};
  for (int i = 0; i < kCounted; ++i) {
    call();
    AddTo(beside, NumberEvents());
  }
  Settle();
  const Quantities<int64_t> all = Difference(before, Now());
  Cost cost{.engine = engine_, .call = kind.name};
  for (size_t i = 0; i < all.size(); ++i) cost.averages[i] = static_cast<double>(all[i] - beside[i]) / kCounted;
  // What runs beside the calls there allocates as well, and not always as often.
  if (engine_ == kPostgres) cost.averages[static_cast<size_t>(Quantity::kAllocations)] = 0;
  return cost;
}

// As soon as replicas would, because the next report looks at the events that are new. Returns what it costs.
Quantities<int64_t> MeasuredSuite::NumberEvents() {
  if (engine_ != kPostgres) return {};
  const Quantities<int64_t> before = Now();
  cluster_.NumberEvents(contract::v1::SERVICE_CLUE);
  return Difference(before, Now());
}

Quantities<int64_t> MeasuredSuite::Now() {
  if (log_ == nullptr) return Counted();
  const Quantities<int64_t> before = Counted();
  const int64_t length = log_->Length();
  const Quantities<int64_t> after = Counted();
  AddTo(asking_, Difference(before, after));
  Quantities<int64_t> now = Difference(asking_, after);
  now[static_cast<size_t>(Quantity::kBytes)] = length;
  return now;
}

}  // namespace liandong::budget
