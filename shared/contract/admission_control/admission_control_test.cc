#include "shared/contract/admission_control/admission_control.h"

#include <gtest/gtest.h>

#include <vector>

#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

constexpr char kMethod[] = "/m";
const absl::Time kNow = absl::FromUnixSeconds(1000);

TEST(Gate, AdmitsALimitedNumberAtOnce) {
  Gate gate({.calls = 2, .calls_of_one = 2, .rate = 100, .rates = {}});
  auto first = gate.Enter();
  auto second = gate.Enter();
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(errors::ReasonOf(gate.Enter().status()), v1::ERROR_REASON_OVERLOADED);
  *first = Gate::Ticket();
  EXPECT_TRUE(gate.Enter().ok());
}

TEST(Gate, ACallerOverItsRateWaitsAndOthersDoNot) {
  Gate gate({.calls = 100, .calls_of_one = 100, .rate = 5, .rates = {}});
  const auto take = [&](const std::string& caller, absl::Time now) {
    auto ticket = gate.Enter();
    return gate.Take(*ticket, caller, kMethod, now);
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(take("a", kNow), Gate::Charge::kTaken) << i;
  EXPECT_EQ(take("a", kNow), Gate::Charge::kRefusedToBeEntered);
  EXPECT_EQ(take("a", kNow), Gate::Charge::kRefused);
  EXPECT_EQ(take("b", kNow), Gate::Charge::kTaken);
  // One call is available every fifth of a second.
  EXPECT_EQ(take("a", kNow + absl::Milliseconds(200)), Gate::Charge::kTaken);
  EXPECT_EQ(take("a", kNow + absl::Milliseconds(200)), Gate::Charge::kRefused);
  EXPECT_EQ(take("a", kNow + absl::Milliseconds(201) + absl::Seconds(1)), Gate::Charge::kTaken);
}

TEST(Gate, AMethodMayHaveARateOfItsOwn) {
  Gate gate({.calls = 100, .calls_of_one = 100, .rate = 50, .rates = {{"/rare", 0.5}}});
  auto ticket = gate.Enter();
  EXPECT_EQ(gate.Take(*ticket, "a", "/rare", kNow), Gate::Charge::kTaken);
  auto again = gate.Enter();
  EXPECT_EQ(gate.Take(*again, "a", "/rare", kNow), Gate::Charge::kRefusedToBeEntered);
}

TEST(Gate, OneCallerCannotUseAllCalls) {
  Gate gate({.calls = 10, .calls_of_one = 2, .rate = 100, .rates = {}});
  std::vector<Gate::Ticket> tickets;
  const auto take = [&](const std::string& caller) {
    tickets.push_back(*gate.Enter());
    return gate.Take(tickets.back(), caller, kMethod, kNow);
  };
  EXPECT_EQ(take("a"), Gate::Charge::kTaken);
  EXPECT_EQ(take("a"), Gate::Charge::kTaken);
  EXPECT_EQ(take("a"), Gate::Charge::kRefusedToBeEntered);
  EXPECT_EQ(take("b"), Gate::Charge::kTaken);
  tickets.clear();
  EXPECT_EQ(take("a"), Gate::Charge::kTaken);
}

}  // namespace
}  // namespace liandong::contract
