#include "shared/contract/admission_control/admission_control.h"

#include <gtest/gtest.h>

#include <vector>

#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

constexpr char kMethod[] = "/m";
const absl::Time kNow = absl::FromUnixSeconds(1000);

TEST(AdmissionControl, AdmitsALimitedNumberAtOnce) {
  AdmissionControl admission_control({.calls = 2, .calls_of_one = 2, .rate = 100, .rates = {}});
  auto first = admission_control.Enter();
  auto second = admission_control.Enter();
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(errors::ReasonOf(admission_control.Enter().status()), v1::ERROR_REASON_OVERLOADED);
  *first = AdmissionControl::Ticket();
  EXPECT_TRUE(admission_control.Enter().ok());
}

TEST(AdmissionControl, ACallerOverItsRateWaitsAndOthersDoNot) {
  AdmissionControl admission_control({.calls = 100, .calls_of_one = 100, .rate = 5, .rates = {}});
  const auto take = [&](const std::string& caller, absl::Time now) {
    auto ticket = admission_control.Enter();
    return admission_control.Take(*ticket, caller, kMethod, now);
  };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(take("a", kNow), AdmissionControl::Charge::kTaken) << i;
  EXPECT_EQ(take("a", kNow), AdmissionControl::Charge::kRefusedToBeEntered);
  EXPECT_EQ(take("a", kNow), AdmissionControl::Charge::kRefused);
  EXPECT_EQ(take("b", kNow), AdmissionControl::Charge::kTaken);
  // One call is available every fifth of a second.
  EXPECT_EQ(take("a", kNow + absl::Milliseconds(200)), AdmissionControl::Charge::kTaken);
  EXPECT_EQ(take("a", kNow + absl::Milliseconds(200)), AdmissionControl::Charge::kRefused);
  EXPECT_EQ(take("a", kNow + absl::Milliseconds(201) + absl::Seconds(1)), AdmissionControl::Charge::kTaken);
}

TEST(AdmissionControl, AMethodMayHaveARateOfItsOwn) {
  AdmissionControl admission_control({.calls = 100, .calls_of_one = 100, .rate = 50, .rates = {{"/rare", 0.5}}});
  auto ticket = admission_control.Enter();
  EXPECT_EQ(admission_control.Take(*ticket, "a", "/rare", kNow), AdmissionControl::Charge::kTaken);
  auto again = admission_control.Enter();
  EXPECT_EQ(admission_control.Take(*again, "a", "/rare", kNow), AdmissionControl::Charge::kRefusedToBeEntered);
}

TEST(AdmissionControl, OneCallerCannotUseAllCalls) {
  AdmissionControl admission_control({.calls = 10, .calls_of_one = 2, .rate = 100, .rates = {}});
  std::vector<AdmissionControl::Ticket> tickets;
  const auto take = [&](const std::string& caller) {
    tickets.push_back(*admission_control.Enter());
    return admission_control.Take(tickets.back(), caller, kMethod, kNow);
  };
  EXPECT_EQ(take("a"), AdmissionControl::Charge::kTaken);
  EXPECT_EQ(take("a"), AdmissionControl::Charge::kTaken);
  EXPECT_EQ(take("a"), AdmissionControl::Charge::kRefusedToBeEntered);
  EXPECT_EQ(take("b"), AdmissionControl::Charge::kTaken);
  tickets.clear();
  EXPECT_EQ(take("a"), AdmissionControl::Charge::kTaken);
}

}  // namespace
}  // namespace liandong::contract
