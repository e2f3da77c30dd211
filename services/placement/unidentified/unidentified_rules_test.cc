#include "services/placement/unidentified/unidentified_rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ReasonOf;
using namespace contract::v1;  // NOLINT(google-build-using-namespace): reasons and clauses

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

v1::Placement Unidentified(absl::CivilDay received) {
  v1::Placement placement;
  placement.set_institution_kind(v1::INSTITUTION_KIND_RESCUE_STATION);
  *placement.mutable_reception_time() =
      base::ToProto(absl::FromCivil(absl::CivilSecond(received) + 3600, absl::FixedTimeZone(8 * 3600)));
  return placement;
}

TEST(Clause533, ThreeCalendarMonthsFromReception) {
  auto early = Unidentified(absl::CivilDay(2026, 8, 25));
  EXPECT_EQ(ReasonOf(ReportUnidentified(early, kNow)), ERROR_REASON_THREE_MONTHS_NOT_ELAPSED);
  auto due = Unidentified(absl::CivilDay(2026, 8, 24));
  EXPECT_TRUE(ReportUnidentified(due, kNow).ok());
  EXPECT_EQ(ReasonOf(ReportUnidentified(due, kNow)), ERROR_REASON_WRONG_STATE);
  // 30 November plus three months: February has no 30th, so not before 2 March.
  const auto at = [](int month, int day) {
    return absl::FromCivil(absl::CivilSecond(2027, month, day, 12), absl::FixedTimeZone(8 * 3600));
  };
  auto end_of_month = Unidentified(absl::CivilDay(2026, 11, 30));
  EXPECT_FALSE(ReportUnidentified(end_of_month, at(2, 28)).ok());
  EXPECT_FALSE(ReportUnidentified(end_of_month, at(3, 1)).ok());
  EXPECT_TRUE(ReportUnidentified(end_of_month, at(3, 2)).ok());
}

TEST(Clause533, OnlyForUnidentifiedPersonsInARescueInstitution) {
  auto placement = Unidentified(absl::CivilDay(2026, 1, 1));
  placement.set_identity_known(true);
  EXPECT_EQ(ReasonOf(ReportUnidentified(placement, kNow)), ERROR_REASON_IDENTITY_KNOWN);
  placement.set_identity_known(false);
  placement.set_institution_kind(v1::INSTITUTION_KIND_CHILD_WELFARE);
  EXPECT_EQ(ReasonOf(ReportUnidentified(placement, kNow)), ERROR_REASON_NOT_RESCUE_INSTITUTION);
}

TEST(Clause533, TheGovernmentCoordinatesAfterTheReportAndThePoliceRegister) {
  v1::Placement placement;
  EXPECT_EQ(ReasonOf(Coordinate(placement, "x", kNow)), contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED);
  EXPECT_EQ(ReasonOf(RecordHousehold(placement, kNow)), contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED);
  *placement.mutable_unidentified_report_time() = base::ToProto(kNow);
  EXPECT_TRUE(Coordinate(placement, "x", kNow).ok());
  EXPECT_FALSE(Coordinate(placement, "x", kNow).ok());
  EXPECT_TRUE(RecordHousehold(placement, kNow).ok());
  EXPECT_FALSE(RecordHousehold(placement, kNow).ok());
}

}  // namespace
}  // namespace liandong::placement::rules
