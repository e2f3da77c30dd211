#include "services/clue/area_rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

namespace liandong::clue::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

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

TEST(Clause332, APupilIsVisitedUntilBackAtSchool) {
  v1::DropoutFile file;
  file.set_state(v1::DROPOUT_STATE_OUT_OF_SCHOOL);
  v1::RecordDropoutVisitRequest visit;
  visit.set_result(v1::DROPOUT_STATE_OUT_OF_SCHOOL);
  EXPECT_TRUE(RecordVisit(file, visit).ok());
  visit.set_result(v1::DROPOUT_STATE_BACK_AT_SCHOOL);
  EXPECT_TRUE(RecordVisit(file, visit).ok());
  EXPECT_FALSE(RecordVisit(file, visit).ok());
}

TEST(Clause63, ASchoolsReportIsAMandatoryReportAndLateAfterADay) {
  v1::FileSchoolReportRequest report;
  report.set_kind(v1::SCHOOL_REPORT_KIND_SUSPECTED_SEXUAL_ABUSE);
  *report.mutable_observe_time() = base::ToProto(kNow - absl::Hours(24));
  EXPECT_EQ(ClueOf(report).channel(), v1::CLUE_CHANNEL_MANDATORY_REPORT);
  EXPECT_EQ(ClueOf(report).kind(), v1::CLUE_KIND_SEXUAL_ABUSE_OF_MINOR);
  EXPECT_FALSE(IsLate(report, kNow));
  EXPECT_TRUE(IsLate(report, kNow + absl::Seconds(1)));
}

TEST(Clause341, ARosterIsSearchedForAnOpenClueOnly) {
  v1::Clue clue;
  clue.set_state(v1::CLUE_STATE_ASSIGNED);
  EXPECT_TRUE(CheckSearch(clue).ok());
  clue.set_state(v1::CLUE_STATE_RESOLVED);
  EXPECT_EQ(ReasonOf(CheckSearch(clue)), contract::v1::ERROR_REASON_OPEN_CLUE_REQUIRED);
}

TEST(Clause342, APlatformsReportIsAClueOfThePlatform) {
  v1::FilePlatformReportRequest report;
  report.set_kind(v1::CONTENT_KIND_TRAFFICKING);
  report.mutable_account_holder()->set_name("甲");
  EXPECT_EQ(ClueOf(report).channel(), v1::CLUE_CHANNEL_PLATFORM);
  EXPECT_EQ(ClueOf(report).persons_size(), 1);
}

TEST(Clause365, ABorderFindingSharesTheReferenceOfAHeldMarriage) {
  v1::FileBorderFindingRequest finding;
  finding.set_registration_reference("R-1");
  EXPECT_EQ(ClueOf(finding).registration_reference(), "R-1");
  EXPECT_EQ(ClueOf(finding).kind(), v1::CLUE_KIND_CROSS_BORDER);
}

TEST(Clause71, NobodyDepartsWithoutReviewAndTraining) {
  EXPECT_TRUE(MostlyYoungWomen(20, 11));
  EXPECT_FALSE(MostlyYoungWomen(20, 10));
  v1::ExportProject project;
  project.set_state(v1::EXPORT_STATE_REGISTERED);
  project.set_workers(20);
  project.set_mostly_young_women(true);
  project.set_trained(20);
  EXPECT_EQ(ReasonOf(Depart(project, {})), contract::v1::ERROR_REASON_REVIEW_MISSING);
  v1::ReviewExportProjectRequest review;
  review.set_pass(true);
  EXPECT_TRUE(Review(project, review).ok());
  EXPECT_FALSE(Review(project, review).ok());
  project.set_trained(19);
  EXPECT_EQ(ReasonOf(Depart(project, {})), contract::v1::ERROR_REASON_REVIEW_MISSING);
  EXPECT_FALSE(Monitor(project, "x").ok());
  project.set_trained(20);
  EXPECT_TRUE(Depart(project, {}).ok());
  EXPECT_TRUE(Monitor(project, "x").ok());
}

TEST(Clause71, ARejectedProjectDoesNotDepart) {
  v1::ExportProject project;
  project.set_state(v1::EXPORT_STATE_REJECTED);
  EXPECT_EQ(ReasonOf(Depart(project, {})), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause69, ARewardIsForAVerifiedClueThatSomebodyReported) {
  v1::Clue clue;
  clue.set_outcome(v1::CLUE_OUTCOME_VERIFIED);
  EXPECT_EQ(ReasonOf(CheckReward(clue)), contract::v1::ERROR_REASON_CLUE_NOT_VERIFIED);
  clue.mutable_reporter()->set_name("甲");
  EXPECT_TRUE(CheckReward(clue).ok());
  clue.set_outcome(v1::CLUE_OUTCOME_UNFOUNDED);
  EXPECT_FALSE(CheckReward(clue).ok());
}

TEST(Clause69, AVolunteerIsEvaluatedOnceAYearAndDismissedIfUnfit) {
  v1::Volunteer volunteer;
  volunteer.set_state(v1::VOLUNTEER_STATE_ACTIVE);
  v1::EvaluateVolunteerRequest request;
  request.set_year(2026);
  request.set_grade(v1::VOLUNTEER_GRADE_GOOD);
  EXPECT_TRUE(Evaluate(volunteer, request).ok());
  EXPECT_FALSE(Evaluate(volunteer, request).ok());
  request.set_year(2027);
  request.set_grade(v1::VOLUNTEER_GRADE_UNFIT);
  EXPECT_TRUE(Evaluate(volunteer, request).ok());
  EXPECT_EQ(volunteer.state(), v1::VOLUNTEER_STATE_DISMISSED);
  request.set_year(2028);
  EXPECT_FALSE(Evaluate(volunteer, request).ok());
}

}  // namespace
}  // namespace liandong::clue::rules
