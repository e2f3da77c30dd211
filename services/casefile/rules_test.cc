#include "services/casefile/rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::casefile::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

v1::OpenMissingPersonCaseRequest Missing(const char* birth_date) {
  v1::OpenMissingPersonCaseRequest request;
  request.mutable_person()->set_birth_date(birth_date);
  *request.mutable_lost_time() = base::ToProto(kNow);
  return request;
}

TEST(Clause44, AMissingMinorAlwaysStartsTheHomicideMechanism) {
  for (const char* birth : {"2020-01-01", "2008-11-25", ""}) {
    auto request = Missing(birth);
    EXPECT_TRUE(*HomicideMechanism(request)) << birth;
    request.set_homicide_mechanism(false);
    const auto refused = HomicideMechanism(request);
    EXPECT_EQ(ReasonOf(refused.status()), contract::v1::ERROR_REASON_HOMICIDE_MECHANISM_MANDATORY) << birth;
    EXPECT_EQ(ClauseOf(refused.status()), contract::v1::CLAUSE_4_4);
  }
}

TEST(Clause44, ForAnAdultThePoliceChoose) {
  auto request = Missing("2008-11-24");
  EXPECT_FALSE(*HomicideMechanism(request));
  request.set_homicide_mechanism(true);
  EXPECT_TRUE(*HomicideMechanism(request));
}

v1::Case ChildCase() {
  v1::Case file;
  file.set_kind(v1::CASE_KIND_CHILD_TRAFFICKING);
  file.set_state(v1::CASE_STATE_OPEN);
  return file;
}

TEST(Clause42, AChildCaseIsHeadedByTheHeadOfTheBureau) {
  v1::Case file = ChildCase();
  v1::AssignTaskForceRequest request;
  for (const auto post : {v1::TASK_FORCE_POST_DEPUTY_HEAD, v1::TASK_FORCE_POST_UNIT_LEADER}) {
    request.set_head_post(post);
    EXPECT_EQ(ReasonOf(AssignTaskForce(file, request, kNow)), contract::v1::ERROR_REASON_TASK_FORCE_HEAD_MANDATORY);
  }
  request.set_head_post(v1::TASK_FORCE_POST_BUREAU_HEAD);
  EXPECT_TRUE(AssignTaskForce(file, request, kNow).ok());
  file.set_kind(v1::CASE_KIND_WOMAN_TRAFFICKING);
  request.set_head_post(v1::TASK_FORCE_POST_UNIT_LEADER);
  EXPECT_TRUE(AssignTaskForce(file, request, kNow).ok());
}

TEST(Clause42, ATaskForceIsNotDissolvedBeforeTheCaseIsSolved) {
  v1::Case file = ChildCase();
  file.mutable_task_force()->set_state(v1::TASK_FORCE_STATE_ACTIVE);
  EXPECT_EQ(ReasonOf(DissolveTaskForce(file, kNow)), contract::v1::ERROR_REASON_CASE_NOT_SOLVED);
  file.set_state(v1::CASE_STATE_WITHDRAWN);
  EXPECT_EQ(ReasonOf(DissolveTaskForce(file, kNow)), contract::v1::ERROR_REASON_CASE_NOT_SOLVED);
  file.set_state(v1::CASE_STATE_SOLVED);
  EXPECT_TRUE(DissolveTaskForce(file, kNow).ok());
  EXPECT_EQ(ReasonOf(DissolveTaskForce(file, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause42, AChildCaseEndsOnlyAsSolved) {
  v1::Case file = ChildCase();
  v1::CloseCaseRequest request;
  request.set_outcome(v1::CASE_STATE_WITHDRAWN);
  EXPECT_EQ(ReasonOf(CloseCase(file, request, kNow)), contract::v1::ERROR_REASON_CASE_OF_CHILD_OPEN);
  request.set_outcome(v1::CASE_STATE_OPEN);
  EXPECT_EQ(ReasonOf(CloseCase(file, request, kNow)), contract::v1::ERROR_REASON_REQUEST_INVALID);
  request.set_outcome(v1::CASE_STATE_SOLVED);
  EXPECT_EQ(ReasonOf(CloseCase(file, request, kNow)), contract::v1::ERROR_REASON_DUTIES_NOT_RECORDED);
  file.mutable_task_force()->set_state(v1::TASK_FORCE_STATE_ACTIVE);
  for (const auto duty :
       {v1::TASK_FORCE_DUTY_SOLVE, v1::TASK_FORCE_DUTY_RESCUE, v1::TASK_FORCE_DUTY_COMFORT_RELATIVES}) {
    EXPECT_FALSE(CloseCase(file, request, kNow).ok());
    v1::RecordTaskForceDutyRequest record;
    record.set_duty(duty);
    EXPECT_TRUE(RecordDuty(file, record, kNow).ok());
  }
  EXPECT_TRUE(CloseCase(file, request, kNow).ok());
}

TEST(Clause47, ASecondInterviewNeedsReasonAndApproval) {
  v1::VictimFile file;
  v1::RecordInterviewRequest request;
  EXPECT_FALSE(CheckInterview(file, request).ok()) << "not one-stop";
  request.set_one_stop(true);
  EXPECT_TRUE(CheckInterview(file, request).ok());
  file.set_interview_count(1);
  EXPECT_EQ(ReasonOf(CheckInterview(file, request)), contract::v1::ERROR_REASON_SECOND_INTERVIEW_UNAPPROVED);
  request.set_reason("辨认");
  EXPECT_FALSE(CheckInterview(file, request).ok());
  request.set_approval("PSB-1");
  EXPECT_TRUE(CheckInterview(file, request).ok());
}

TEST(Clause45, CollectionTestEntryAndComparisonFollowOneAnother) {
  const auto at = [](int hours) { return base::ToProto(kNow + absl::Hours(hours)); };
  v1::DnaSample sample;
  *sample.mutable_collect_time() = at(0);
  v1::RecordDnaComparisonRequest request;
  request.set_result(v1::DNA_RESULT_NO_MATCH);
  const auto times = [&](int test, int entry, int compare) {
    *request.mutable_test_time() = at(test);
    *request.mutable_bank_entry_time() = at(entry);
    *request.mutable_compare_time() = at(compare);
    v1::DnaSample copy = sample;
    return RecordComparison(copy, request);
  };
  EXPECT_FALSE(times(-1, 2, 3).ok());
  EXPECT_FALSE(times(2, 1, 3).ok());
  EXPECT_FALSE(times(1, 3, 2).ok());
  EXPECT_TRUE(times(1, 2, 3).ok());
  request.set_matched_subject("cases/x");
  EXPECT_FALSE(times(1, 2, 3).ok()) << "a subject without a match";
  request.set_result(v1::DNA_RESULT_MATCH);
  EXPECT_TRUE(RecordComparison(sample, request).ok());
  EXPECT_EQ(ReasonOf(RecordComparison(sample, request)), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause43, ANoticeIsOfAMissingMinorAndHoldsOnlyWhatMayBePublic) {
  v1::Case file;
  file.set_kind(v1::CASE_KIND_MISSING_PERSON);
  file.set_state(v1::CASE_STATE_OPEN);
  file.mutable_person()->set_name("甲");
  file.mutable_person()->mutable_document()->set_number("500119202001010018");
  file.mutable_person()->set_address("某街1号");
  file.mutable_lost_place()->set_division("500119");
  file.mutable_lost_place()->set_address("某路2号");
  v1::PublishNoticeRequest request;
  EXPECT_FALSE(MakeNotice(file, request, kNow).ok()) << "not of a minor";
  file.set_minor(true);
  const auto notice = MakeNotice(file, request, kNow);
  ASSERT_TRUE(notice.ok());
  const std::string text = notice->ShortDebugString();
  for (const char* kept : {"500119202001010018", "某街", "某路"}) EXPECT_EQ(text.find(kept), std::string::npos);
  file.set_state(v1::CASE_STATE_SOLVED);
  EXPECT_FALSE(MakeNotice(file, request, kNow).ok());
}

TEST(Clause544, EachLeadWritesItsOwnSection) {
  v1::VictimFile file;
  v1::UpdateVictimFileRequest request;
  request.mutable_victim_file()->set_justice_section("已指派律师");
  request.mutable_update_mask()->add_paths("justice_section");
  EXPECT_EQ(ReasonOf(UpdateVictimFile(file, request, contract::v1::AGENCY_CIVIL_AFFAIRS)),
            contract::v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY);
  EXPECT_TRUE(file.justice_section().empty());
  EXPECT_TRUE(UpdateVictimFile(file, request, contract::v1::AGENCY_JUSTICE_BUREAU).ok());
  EXPECT_EQ(file.justice_section(), "已指派律师");
  request.mutable_update_mask()->set_paths(0, "dna_gate");
  EXPECT_EQ(ReasonOf(UpdateVictimFile(file, request, contract::v1::AGENCY_PUBLIC_SECURITY)),
            contract::v1::ERROR_REASON_UPDATE_MASK_INVALID);
}

}  // namespace
}  // namespace liandong::casefile::rules
