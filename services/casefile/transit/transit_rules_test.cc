#include "services/casefile/transit/transit_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

TEST(Clause72, WhoIsFromElsewhere) {
  v1::VictimFile file;
  file.set_division("500119");
  EXPECT_FALSE(TransitKindOf(file).has_value());
  file.mutable_person()->set_division("500101");
  EXPECT_FALSE(TransitKindOf(file).has_value()) << "the same province";
  file.mutable_person()->set_division("530102");
  EXPECT_EQ(TransitKindOf(file), v1::TRANSIT_KIND_OTHER_PROVINCE);
  file.set_division("532301");
  EXPECT_FALSE(TransitKindOf(file).has_value()) << "another city of the same province";
  file.mutable_person()->set_nationality("VNM");
  EXPECT_EQ(TransitKindOf(file), v1::TRANSIT_KIND_FOREIGNER);
}

TEST(Clause72, AForeignerReturnsAfterTheOfficeWasToldAndTheCare) {
  v1::Transit transit;
  transit.set_kind(v1::TRANSIT_KIND_FOREIGNER);
  transit.set_state(v1::TRANSIT_STATE_OPEN);
  EXPECT_EQ(ReasonOf(ReturnSafely(transit, "x", kNow)), contract::v1::ERROR_REASON_FOREIGN_AFFAIRS_NOT_TOLD);
  EXPECT_TRUE(Acknowledge(transit, kNow).ok());
  EXPECT_FALSE(Acknowledge(transit, kNow).ok());
  EXPECT_EQ(ReasonOf(ReturnSafely(transit, "x", kNow)), contract::v1::ERROR_REASON_STEP_SKIPPED);
  EXPECT_TRUE(RecordCare(transit, "x").ok());
  EXPECT_TRUE(ReturnSafely(transit, "x", kNow).ok());
  EXPECT_FALSE(RecordCare(transit, "x").ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
