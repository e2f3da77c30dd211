#include "services/clue/labour/labour_complaint_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::clue::rules {
namespace {

using errors::ReasonOf;

TEST(Clause331, ChildLabourForcedLabourAndSuspicionBecomeClues) {
  for (const auto violation : {v1::LABOUR_VIOLATION_CHILD_LABOUR, v1::LABOUR_VIOLATION_DISABLED_LABOUR,
                               v1::LABOUR_VIOLATION_UNDOCUMENTED_FOREIGNER, v1::LABOUR_VIOLATION_FORCED_LABOUR}) {
    google::protobuf::RepeatedField<int> violations;
    violations.Add(violation);
    EXPECT_TRUE(IsClue(violations, false)) << violation;
  }
  google::protobuf::RepeatedField<int> wages;
  wages.Add(v1::LABOUR_VIOLATION_WAGES);
  EXPECT_FALSE(IsClue(wages, false));
  EXPECT_TRUE(IsClue(wages, true));
}

TEST(Clause331, AComplaintComesOnSiteOnlineOrByPhone) {
  v1::FileLabourComplaintRequest request;
  request.set_channel(v1::COMPLAINT_CHANNEL_ON_SITE);
  EXPECT_EQ(ClueOf(request).channel(), v1::CLUE_CHANNEL_ON_SITE);
  request.set_channel(v1::COMPLAINT_CHANNEL_ONLINE);
  EXPECT_EQ(ClueOf(request).channel(), v1::CLUE_CHANNEL_ONLINE);
  request.set_channel(v1::COMPLAINT_CHANNEL_PHONE);
  EXPECT_EQ(ClueOf(request).channel(), v1::CLUE_CHANNEL_PHONE);
}

TEST(Clause331, AComplaintIsInspectedOnce) {
  v1::LabourComplaint complaint;
  complaint.set_state(v1::COMPLAINT_STATE_RECEIVED);
  EXPECT_TRUE(RecordInspection(complaint, {}).ok());
  EXPECT_EQ(ReasonOf(RecordInspection(complaint, {})), contract::v1::ERROR_REASON_WRONG_STATE);
}

}  // namespace
}  // namespace liandong::clue::rules
