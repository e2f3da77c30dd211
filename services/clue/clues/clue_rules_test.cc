#include "services/clue/clues/clue_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::clue::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

TEST(Clause31, AClueIsAcknowledgedThenAssignedThenResolved) {
  v1::Clue clue;
  clue.set_state(v1::CLUE_STATE_REPORTED);
  v1::ResolveClueRequest resolve;
  resolve.set_outcome(v1::CLUE_OUTCOME_VERIFIED);
  EXPECT_EQ(ReasonOf(Assign(clue, "刑侦")), contract::v1::ERROR_REASON_WRONG_STATE);
  EXPECT_EQ(ReasonOf(Resolve(clue, resolve, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
  EXPECT_TRUE(Acknowledge(clue, kNow).ok());
  EXPECT_EQ(ReasonOf(Acknowledge(clue, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
  EXPECT_TRUE(Assign(clue, "刑侦").ok());
  EXPECT_TRUE(Assign(clue, "派出所").ok());
  EXPECT_TRUE(Resolve(clue, resolve, kNow).ok());
  EXPECT_EQ(ReasonOf(Assign(clue, "刑侦")), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause31, OnlyALinkedClueIsResolvedAsARepeat) {
  v1::Clue clue;
  clue.set_state(v1::CLUE_STATE_ASSIGNED);
  v1::ResolveClueRequest resolve;
  resolve.set_outcome(v1::CLUE_OUTCOME_REPEAT);
  EXPECT_EQ(ReasonOf(Resolve(clue, resolve, kNow)), contract::v1::ERROR_REASON_REQUEST_INVALID);
  clue.set_repeat_of("clues/x");
  EXPECT_TRUE(Resolve(clue, resolve, kNow).ok());
}

TEST(Clause31, ATransferredClueBeginsAgain) {
  v1::Clue clue;
  clue.set_division("500119");
  clue.set_state(v1::CLUE_STATE_ASSIGNED);
  EXPECT_FALSE(Transfer(clue, "500119").ok());
  EXPECT_TRUE(Transfer(clue, "500101").ok());
  EXPECT_EQ(clue.state(), v1::CLUE_STATE_REPORTED);
  clue.set_state(v1::CLUE_STATE_RESOLVED);
  EXPECT_EQ(ReasonOf(Transfer(clue, "500119")), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause334, AReferenceGoesWithARegistryHoldOrACrossBorderClue) {
  v1::ReportClueRequest request;
  request.set_channel(v1::CLUE_CHANNEL_REGISTRY_HOLD);
  EXPECT_FALSE(CheckReport(request).ok());
  request.set_registration_reference("R-1");
  EXPECT_TRUE(CheckReport(request).ok());
  request.set_channel(v1::CLUE_CHANNEL_PHONE);
  EXPECT_FALSE(CheckReport(request).ok());
  request.set_kind(v1::CLUE_KIND_CROSS_BORDER);
  EXPECT_TRUE(CheckReport(request).ok());
}

}  // namespace
}  // namespace liandong::clue::rules
