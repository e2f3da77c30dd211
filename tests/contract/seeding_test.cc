#include "tools/story/seeding.h"

#include <thread>

#include "absl/time/clock.h"
#include "shared/values/dates.h"
#include "tests/contract/json_calls.h"

// Filling a suite with invented records.
namespace liandong {
namespace {

using contract::v1::SERVICE_REGISTRATION;

class SeedingTest : public testing::JsonCalls {};

TEST_F(SeedingTest, WaitsWhenACallerHasUsedUpItsShareAndLosesNothing) {
  // Three checks of couples in a second, and six at once.
  constexpr double kWork = 60;
  cluster_.Adjust([](runtime::Config& config) { config.agency_rate = kWork; });
  cluster_.Stop(SERVICE_REGISTRATION);
  cluster_.Start(SERVICE_REGISTRATION);
  Reconnect();
  // Shares grow back by the cluster's clock, which stands still by itself.
  std::jthread time([this](const std::stop_token& stop) {
    for (; !stop.stop_requested(); absl::SleepFor(absl::Milliseconds(50))) cluster_.clock().Advance(absl::Seconds(1));
  });
  const absl::Time start = cluster_.clock().Now();
  constexpr int kPersons = 40;
  const auto calls = story::Seed(caller(), kPersons, 1, values::DayOf(start));
  ASSERT_TRUE(calls.ok()) << calls.status();
  EXPECT_EQ(*calls, 32);
  // Eight couples cost more than is there at once.
  EXPECT_GE(cluster_.clock().Now() - start, absl::Seconds(1));
}

}  // namespace
}  // namespace liandong
