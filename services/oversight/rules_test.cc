#include "services/oversight/rules.h"

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

std::vector<v1::MemberReport> FromAllMembers() {
  std::vector<v1::MemberReport> reports;
  for (const law::Agency member : law::Members()) {
    v1::MemberReport& report = reports.emplace_back();
    report.set_agency(member);
    report.set_state(v1::MEMBER_REPORT_STATE_FILED);
  }
  return reports;
}

TEST(Clause211, TheViceDistrictHeadAloneIsChiefConvener) {
  EXPECT_TRUE(IsChief(v1::CONVENER_POST_DEPUTY_DISTRICT_HEAD));
  EXPECT_FALSE(IsChief(v1::CONVENER_POST_GOVERNMENT_OFFICE_DEPUTY_DIRECTOR));
  EXPECT_FALSE(IsChief(v1::CONVENER_POST_PUBLIC_SECURITY_LEADER));
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

TEST(Clause81, ACaseIsListedByItsNameAndAnAreaWithoutOne) {
  v1::ListForSupervisionRequest request;
  request.set_target(v1::SUPERVISION_TARGET_CASE);
  EXPECT_FALSE(CheckListing(request).ok());
  request.set_case_("cases/x");
  EXPECT_TRUE(CheckListing(request).ok());
  request.set_target(v1::SUPERVISION_TARGET_AREA);
  EXPECT_FALSE(CheckListing(request).ok());
}

TEST(Clause81, WhatIsLiftedIsNotWarnedOrLiftedAgain) {
  v1::Supervision supervision;
  supervision.set_state(v1::SUPERVISION_STATE_LISTED);
  EXPECT_TRUE(Warn(supervision, {}, Noon(2026, 3, 1)).ok());
  EXPECT_TRUE(Lift(supervision, Noon(2026, 3, 2)).ok());
  EXPECT_FALSE(Warn(supervision, {}, Noon(2026, 3, 3)).ok());
  EXPECT_FALSE(Lift(supervision, Noon(2026, 3, 3)).ok());
}

TEST(Clause352, ACampaignIsOfAListedArea) {
  v1::Supervision supervision;
  supervision.set_state(v1::SUPERVISION_STATE_LISTED);
  supervision.set_target(v1::SUPERVISION_TARGET_CASE);
  EXPECT_FALSE(AddCampaign(supervision, contract::v1::AGENCY_PUBLIC_SECURITY, "x", Noon(2026, 3, 1)).ok());
  supervision.set_target(v1::SUPERVISION_TARGET_AREA);
  EXPECT_TRUE(AddCampaign(supervision, contract::v1::AGENCY_PUBLIC_SECURITY, "x", Noon(2026, 3, 1)).ok());
}

TEST(Clause81, TheFinalEvaluationIsOf2030) {
  v1::RecordEvaluationRequest request;
  request.set_kind(v1::EVALUATION_KIND_FINAL);
  request.set_year(2029);
  EXPECT_FALSE(CheckEvaluation(request, Noon(2030, 12, 1)).ok());
  request.set_year(2030);
  EXPECT_FALSE(CheckEvaluation(request, Noon(2029, 12, 1)).ok());
  EXPECT_TRUE(CheckEvaluation(request, Noon(2030, 12, 1)).ok());
}

TEST(Clause83, NoCriticismWithoutAnUnmetDuty) {
  v1::IssueCircularRequest request;
  request.set_kind(v1::CIRCULAR_KIND_CRITICISM);
  request.set_agency(contract::v1::AGENCY_JUSTICE_BUREAU);
  v1::DutyAssessment assessment;
  auto& standing = *assessment.add_standings();
  standing.set_agency(contract::v1::AGENCY_COURT);
  standing.set_overdue(1);
  EXPECT_EQ(ReasonOf(CheckCircular(request, assessment)), contract::v1::ERROR_REASON_NO_UNMET_DUTY);
  standing.set_agency(contract::v1::AGENCY_JUSTICE_BUREAU);
  EXPECT_TRUE(CheckCircular(request, assessment).ok());
  request.set_kind(v1::CIRCULAR_KIND_COMMENDATION);
  EXPECT_TRUE(CheckCircular(request, {}).ok());
}

TEST(Clause84a, AReportIsInTimeUntilTheEndOfTheLastDay) {
  EXPECT_EQ(FiledState(Noon(2026, 12, 14), kMemberDay), v1::MEMBER_REPORT_STATE_FILED);
  EXPECT_EQ(FiledState(Noon(2026, 12, 15), kMemberDay), v1::MEMBER_REPORT_STATE_FILED_LATE);
  EXPECT_EQ(ReasonOf(CheckMissing(kMemberDay, Noon(2026, 12, 14))), contract::v1::ERROR_REASON_REPORT_NOT_DUE);
  EXPECT_TRUE(CheckMissing(kMemberDay, Noon(2026, 12, 15)).ok());
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

TEST(Clause32, SmallCellsAreLeftOut) {
  std::vector<v1::Cell> cells(3);
  cells[0].set_count(4);
  cells[1].set_count(5);
  cells[2].set_count(1);
  EXPECT_EQ(Suppress(cells), 2);
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_EQ(cells[0].count(), 5);
}

}  // namespace
}  // namespace liandong::oversight::rules
