#include "services/oversight/reports/member_report_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

using errors::ReasonOf;

constexpr absl::CivilDay kMemberDay(2026, 12, 14);

absl::Time Noon(int year, int month, int day) {
  return absl::FromCivil(absl::CivilHour(year, month, day, 12), values::DistrictTimeZone());
}

TEST(Clause84a, AReportIsInTimeUntilTheEndOfTheLastDay) {
  EXPECT_EQ(FiledState(Noon(2026, 12, 14), kMemberDay), v1::MEMBER_REPORT_STATE_FILED);
  EXPECT_EQ(FiledState(Noon(2026, 12, 15), kMemberDay), v1::MEMBER_REPORT_STATE_FILED_LATE);
  EXPECT_EQ(ReasonOf(CheckMissing(kMemberDay, Noon(2026, 12, 14))), contract::v1::ERROR_REASON_REPORT_NOT_DUE);
  EXPECT_TRUE(CheckMissing(kMemberDay, Noon(2026, 12, 15)).ok());
}

}  // namespace
}  // namespace liandong::oversight::rules
