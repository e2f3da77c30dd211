#include "services/clue/rewards/reward_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::clue::rules {
namespace {

using errors::ReasonOf;

TEST(Clause69, ARewardIsForAVerifiedClueThatSomebodyReported) {
  v1::Clue clue;
  clue.set_outcome(v1::CLUE_OUTCOME_VERIFIED);
  EXPECT_EQ(ReasonOf(CheckReward(clue)), contract::v1::ERROR_REASON_CLUE_NOT_VERIFIED);
  clue.mutable_reporter()->set_name("甲");
  EXPECT_TRUE(CheckReward(clue).ok());
  clue.set_outcome(v1::CLUE_OUTCOME_UNFOUNDED);
  EXPECT_FALSE(CheckReward(clue).ok());
}

}  // namespace
}  // namespace liandong::clue::rules
