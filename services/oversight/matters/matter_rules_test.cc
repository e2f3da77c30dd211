#include "services/oversight/matters/matter_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

using errors::ReasonOf;

absl::Time Noon(int year, int month, int day) {
  return absl::FromCivil(absl::CivilHour(year, month, day, 12), values::DistrictTimeZone());
}

TEST(Clause23, AMatterIsDecidedUnderAConvenerInOffice) {
  v1::Convener convener;
  EXPECT_EQ(ReasonOf(CheckConvener(convener)), contract::v1::ERROR_REASON_REQUEST_INVALID);
  convener.set_active(true);
  EXPECT_TRUE(CheckConvener(convener).ok());
}

TEST(Clause23, AMatterIsClosedAfterItsOwnerReportedItDone) {
  v1::Matter matter;
  matter.set_state(v1::MATTER_STATE_OPEN);
  EXPECT_EQ(ReasonOf(CloseMatter(matter, Noon(2026, 3, 1))), contract::v1::ERROR_REASON_WRONG_STATE);
  v1::ReportMatterProgressRequest progress;
  progress.set_done(true);
  EXPECT_TRUE(ReportProgress(matter, progress, Noon(2026, 3, 1)).ok());
  EXPECT_TRUE(CloseMatter(matter, Noon(2026, 3, 2)).ok());
  EXPECT_EQ(ReasonOf(ReportProgress(matter, progress, Noon(2026, 3, 3))), contract::v1::ERROR_REASON_WRONG_STATE);
}

}  // namespace
}  // namespace liandong::oversight::rules
