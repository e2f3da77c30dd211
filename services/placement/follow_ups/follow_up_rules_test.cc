#include "services/placement/follow_ups/follow_up_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ReasonOf;

TEST(Clause544, NobodyIsVisitedBeforeThePlacement) {
  v1::RecordFollowUpRequest request;
  request.set_note("x");
  v1::Placement placement;
  placement.set_state(v1::PLACEMENT_STATE_RESCUED);
  EXPECT_EQ(ReasonOf(RecordFollowUp(placement, request, contract::v1::AGENCY_CIVIL_AFFAIRS)),
            contract::v1::ERROR_REASON_STEP_SKIPPED);
  EXPECT_TRUE(placement.follow_ups().empty());
  placement.set_state(v1::PLACEMENT_STATE_PLACED);
  EXPECT_TRUE(RecordFollowUp(placement, request, contract::v1::AGENCY_CIVIL_AFFAIRS).ok());
  EXPECT_EQ(placement.follow_ups(0).agency(), contract::v1::AGENCY_CIVIL_AFFAIRS);
  EXPECT_EQ(placement.follow_ups(0).note(), "x");
}

}  // namespace
}  // namespace liandong::placement::rules
