#include "services/oversight/reports/conference_report_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

using errors::ReasonOf;

absl::Time Noon(int year, int month, int day) {
  return absl::FromCivil(absl::CivilHour(year, month, day, 12), values::DistrictTimeZone());
}

std::vector<v1::MemberReport> FromAllMembers() {
  std::vector<v1::MemberReport> reports;
  for (const law::Agency member : law::Members()) {
    v1::MemberReport& report = reports.emplace_back();
    report.set_agency(member);
    report.set_state(v1::MEMBER_REPORT_STATE_FILED);
  }
  return reports;
}

TEST(Clause84b, TheConferencesReportWaitsForEachMember) {
  auto reports = FromAllMembers();
  ASSERT_EQ(reports.size(), 32u);
  reports.back().set_state(v1::MEMBER_REPORT_STATE_MISSING);
  reports.front().set_state(v1::MEMBER_REPORT_STATE_FILED_LATE);
  v1::ConferenceReport report;
  EXPECT_TRUE(Finalise(report, reports, absl::CivilDay(2026, 12, 29), Noon(2026, 12, 29)).ok());
  EXPECT_TRUE(report.in_time());
  EXPECT_EQ(report.missing_size(), 1);
  EXPECT_EQ(report.late_size(), 1);
  EXPECT_EQ(report.recipients_size(), 2);
  reports.pop_back();
  EXPECT_EQ(ReasonOf(Finalise(report, reports, absl::CivilDay(2026, 12, 29), Noon(2026, 12, 29))),
            contract::v1::ERROR_REASON_REPORTS_OUTSTANDING);
}

TEST(Clause84b, TheConferencesReportIsInTimeUntilTheEndOfTheLastDay) {
  const auto reports = FromAllMembers();
  v1::ConferenceReport report;
  EXPECT_TRUE(Finalise(report, reports, absl::CivilDay(2026, 12, 29), Noon(2026, 12, 29)).ok());
  EXPECT_TRUE(report.in_time());
  v1::ConferenceReport late;
  EXPECT_TRUE(Finalise(late, reports, absl::CivilDay(2026, 12, 29), Noon(2026, 12, 30)).ok());
  EXPECT_FALSE(late.in_time());
}

TEST(Clause84b, ARecipientAcknowledgesOnce) {
  v1::ConferenceReport report;
  EXPECT_TRUE(Acknowledge(report, contract::v1::AGENCY_DISTRICT_GOVERNMENT).ok());
  EXPECT_FALSE(Acknowledge(report, contract::v1::AGENCY_DISTRICT_GOVERNMENT).ok());
  EXPECT_TRUE(Acknowledge(report, contract::v1::AGENCY_MUNICIPAL_JOINT_CONFERENCE).ok());
}

}  // namespace
}  // namespace liandong::oversight::rules
