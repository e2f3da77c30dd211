#include "services/placement/guardianship/guardianship_rules.h"

#include <gtest/gtest.h>

namespace liandong::placement::rules {
namespace {

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

TEST(Clause364, HelpIsDecidedOnce) {
  v1::GuardianshipHelp help;
  help.set_state(v1::GUARDIANSHIP_STATE_REQUESTED);
  v1::DecideGuardianshipHelpRequest request;
  request.set_decision(v1::GUARDIANSHIP_STATE_REQUESTED);
  EXPECT_FALSE(DecideHelp(help, request, kNow).ok());
  request.set_decision(v1::GUARDIANSHIP_STATE_IN_INSTITUTION);
  EXPECT_TRUE(DecideHelp(help, request, kNow).ok());
  EXPECT_FALSE(DecideHelp(help, request, kNow).ok());
}

}  // namespace
}  // namespace liandong::placement::rules
