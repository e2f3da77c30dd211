#include <gtest/gtest.h>

#include "absl/time/clock.h"

#include "liandong/obligation/v1/obligation_service.grpc.pb.h"
#include "liandong/oversight/v1/conference_service.grpc.pb.h"
#include "liandong/oversight/v1/duty_service.grpc.pb.h"
#include "liandong/oversight/v1/report_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/values/dates.h"
#include "tests/testing/cluster.h"

// Years of the joint conference in seconds: the test moves the cluster's clock instead of waiting.
namespace liandong {
namespace {

using obligation::v1::ObligationService;
using testing::NewContext;
using testing::RefusalOf;

class OversightTest : public ::testing::Test {
 protected:
  template <typename Service>
  std::unique_ptr<typename Service::Stub> StubOf(const std::string& certificate) {
    return Service::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_OVERSIGHT, certificate));
  }

  // Moves the clock to noon of the day and lets obligations become overdue.
  void GoTo(int year, int month, int day) {
    const absl::Time noon = absl::FromCivil(absl::CivilHour(year, month, day, 12), values::DistrictTimeZone());
    cluster_.clock().Advance(noon - cluster_.clock().Now());
    cluster_.Sweep(contract::v1::SERVICE_OVERSIGHT);
  }

  std::vector<obligation::v1::Obligation> Owed(const std::string& certificate, const std::string& purpose,
                                               obligation::v1::ObligationState state,
                                               obligation::v1::ObligationKind kind) {
    obligation::v1::ListObligationsRequest request;
    request.set_page_size(200);
    request.set_state(state);
    request.set_kind(kind);
    obligation::v1::ListObligationsResponse reply;
    const auto status =
        StubOf<ObligationService>(certificate)->ListObligations(NewContext(purpose).get(), request, &reply);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return {reply.obligations().begin(), reply.obligations().end()};
  }

  grpc::Status File(const std::string& certificate, int year, oversight::v1::MemberReport& report) {
    oversight::v1::FileMemberReportRequest request;
    request.set_request_id(base::NewUuid());
    request.set_year(year);
    request.set_text("本年度反拐工作情况");
    return StubOf<oversight::v1::ReportService>(certificate)
        ->FileMemberReport(NewContext("8-4-a").get(), request, &report);
  }

  testing::TestCluster cluster_;
};

constexpr auto kOverdue = obligation::v1::OBLIGATION_STATE_OVERDUE;
constexpr auto kOpen = obligation::v1::OBLIGATION_STATE_OPEN;
constexpr auto kMemberReport = obligation::v1::OBLIGATION_KIND_MEMBER_REPORT;

TEST_F(OversightTest, EachYearEveryMemberOwesAReportAndIsNamedWhenItIsLate) {
  GoTo(2027, 6, 1);
  EXPECT_EQ(Owed("joint-conference-office", "2-3", kOpen, kMemberReport).size(), 32u);
  EXPECT_EQ(Owed("court", "8-3", kOpen, kMemberReport).size(), 1u);
  oversight::v1::MemberReport report;
  ASSERT_TRUE(File("court", 2027, report).ok());
  EXPECT_EQ(report.state(), oversight::v1::MEMBER_REPORT_STATE_FILED);
  GoTo(2027, 12, 14);
  EXPECT_TRUE(Owed("joint-conference-office", "2-3", kOverdue, kMemberReport).empty());
  GoTo(2027, 12, 15);
  EXPECT_EQ(Owed("joint-conference-office", "2-3", kOverdue, kMemberReport).size(), 31u);
  EXPECT_EQ(Owed("justice-bureau", "8-3", kOverdue, kMemberReport).size(), 1u);
  EXPECT_TRUE(Owed("court", "8-3", kOverdue, kMemberReport).empty());
  ASSERT_TRUE(File("justice-bureau", 2027, report).ok());
  EXPECT_EQ(report.state(), oversight::v1::MEMBER_REPORT_STATE_FILED_LATE);
  EXPECT_EQ(Owed("justice-bureau", "8-3", obligation::v1::OBLIGATION_STATE_MET_LATE, kMemberReport).size(), 1u);
}

TEST_F(OversightTest, TheConferencesReportIsFinalOnlyWhenEachMembersIsFiledOrMissing) {
  GoTo(2027, 12, 15);
  const auto conference = StubOf<oversight::v1::ReportService>("joint-conference");
  oversight::v1::FinaliseConferenceReportRequest finalise;
  finalise.set_request_id(base::NewUuid());
  finalise.set_year(2027);
  finalise.set_text("全区年度反拐工作情况");
  oversight::v1::ConferenceReport report;
  EXPECT_EQ(RefusalOf(conference->FinaliseConferenceReport(NewContext("8-4-b").get(), finalise, &report)).reason,
            "REPORTS_OUTSTANDING");
  oversight::v1::MemberReport member_report;
  ASSERT_TRUE(File("court", 2027, member_report).ok());
  const auto office = StubOf<oversight::v1::ReportService>("joint-conference-office");
  for (const law::Agency member : law::Members()) {
    if (member == contract::v1::AGENCY_COURT) continue;
    oversight::v1::MarkReportMissingRequest mark;
    mark.set_request_id(base::NewUuid());
    mark.set_year(2027);
    mark.set_agency(member);
    ASSERT_TRUE(office->MarkReportMissing(NewContext("8-4-a").get(), mark, &member_report).ok());
  }
  finalise.set_request_id(base::NewUuid());
  ASSERT_TRUE(conference->FinaliseConferenceReport(NewContext("8-4-b").get(), finalise, &report).ok());
  EXPECT_EQ(report.missing_size(), 31);
  EXPECT_EQ(report.late_size(), 1);
  EXPECT_TRUE(report.in_time());
}

TEST_F(OversightTest, OverdueObligationsOfAYearAreInItsAssessmentWhichNobodyEdits) {
  GoTo(2028, 1, 2);
  GoTo(2028, 12, 31);
  oversight::v1::AssessDutiesRequest request;
  request.set_request_id(base::NewUuid());
  request.set_year(2028);
  oversight::v1::DutyAssessment assessment;
  const auto status = StubOf<oversight::v1::DutyService>("joint-conference-office")
                          ->AssessDuties(NewContext("8-3").get(), request, &assessment);
  ASSERT_TRUE(status.ok()) << status.error_message();
  int overdue = 0;
  for (const auto& standing : assessment.standings()) {
    if (standing.kind() == kMemberReport) overdue += standing.overdue();
  }
  EXPECT_EQ(overdue, 32);
  // The agency that it names may not make one.
  EXPECT_EQ(RefusalOf(StubOf<oversight::v1::DutyService>("court")->AssessDuties(NewContext("8-3").get(), request,
                                                                                &assessment))
                .reason,
            "CALLER_NOT_PERMITTED");
}

TEST_F(OversightTest, EveryMemberOwesAContactAndAPlanOnce) {
  GoTo(2027, 1, 15);
  for (const auto kind :
       {obligation::v1::OBLIGATION_KIND_REGISTER_CONTACT, obligation::v1::OBLIGATION_KIND_FILE_PLAN}) {
    EXPECT_EQ(Owed("joint-conference-office", "2-3", kOpen, kind).size(), 32u);
  }
  GoTo(2028, 1, 15);
  EXPECT_EQ(Owed("joint-conference-office", "2-3", kOverdue, obligation::v1::OBLIGATION_KIND_FILE_PLAN).size(), 32u);
  EXPECT_TRUE(Owed("joint-conference-office", "2-3", kOpen, obligation::v1::OBLIGATION_KIND_FILE_PLAN).empty());
}

TEST_F(OversightTest, TheConferenceOwesAMeetingAndAnEvaluationAYearAndTheFinalOneIn2030) {
  const auto owes = [&](obligation::v1::ObligationKind kind) {
    return Owed("joint-conference-office", "8-3", kOpen, kind).size();
  };
  GoTo(2029, 5, 1);
  EXPECT_EQ(owes(obligation::v1::OBLIGATION_KIND_THEMATIC_MEETING), 1u);
  EXPECT_EQ(owes(obligation::v1::OBLIGATION_KIND_STAGE_EVALUATION), 1u);
  EXPECT_EQ(owes(obligation::v1::OBLIGATION_KIND_FINAL_EVALUATION), 0u);
  EXPECT_EQ(owes(obligation::v1::OBLIGATION_KIND_CONFERENCE_REPORT), 1u);
  GoTo(2030, 5, 1);
  EXPECT_EQ(owes(obligation::v1::OBLIGATION_KIND_THEMATIC_MEETING), 1u);
  EXPECT_EQ(owes(obligation::v1::OBLIGATION_KIND_FINAL_EVALUATION), 1u);
}

TEST_F(OversightTest, OneOfficialHoldsAConvenersPost) {
  const auto stub = StubOf<oversight::v1::ConferenceService>("district-government");
  oversight::v1::AppointConvenerRequest request;
  request.set_post(oversight::v1::CONVENER_POST_DEPUTY_DISTRICT_HEAD);
  oversight::v1::Convener convener;
  for (const char* official : {"GOV-1", "GOV-2"}) {
    request.set_request_id(base::NewUuid());
    request.set_official(official);
    ASSERT_TRUE(stub->AppointConvener(NewContext("2-1-p1").get(), request, &convener).ok());
  }
  oversight::v1::ListConvenersResponse all;
  ASSERT_TRUE(stub->ListConveners(NewContext("2-1-p1").get(), {}, &all).ok());
  ASSERT_EQ(all.conveners_size(), 2);
  for (const auto& one : all.conveners()) EXPECT_EQ(one.active(), one.official() == "GOV-2");
}

TEST_F(OversightTest, AnAgreedMatterHasAnOwner) {
  oversight::v1::OpenMatterRequest request;
  request.set_request_id(base::NewUuid());
  request.set_title("议定事项");
  request.set_convener("conveners/00000000000000000000000000");
  *request.mutable_due_time() = base::ToProto(cluster_.clock().Now());
  oversight::v1::Matter matter;
  const auto status = StubOf<oversight::v1::ConferenceService>("joint-conference-office")
                          ->OpenMatter(NewContext("2-3").get(), request, &matter);
  EXPECT_EQ(RefusalOf(status).reason, "REQUEST_INVALID");
  EXPECT_NE(status.error_message().find("owner:"), std::string::npos);
}

TEST_F(OversightTest, AWatchOfObligationsGoesOnFromItsToken) {
  GoTo(2027, 6, 1);
  const auto stub = StubOf<ObligationService>("court");
  obligation::v1::ObligationEvent event;
  std::string token;
  {
    auto context = NewContext("8-3");
    auto stream = stub->WatchObligations(context.get(), {});
    // First the contact and the plan, then the report.
    ASSERT_TRUE(stream->Read(&event));
    ASSERT_TRUE(stream->Read(&event));
    ASSERT_TRUE(stream->Read(&event));
    EXPECT_EQ(event.obligation().kind(), kMemberReport);
    EXPECT_EQ(event.obligation().state(), kOpen);
    token = event.resume_token();
    context->TryCancel();
    stream->Finish();
  }
  oversight::v1::MemberReport report;
  ASSERT_TRUE(File("court", 2027, report).ok());
  auto context = NewContext("8-3");
  obligation::v1::WatchObligationsRequest request;
  request.set_resume_token(token);
  auto stream = stub->WatchObligations(context.get(), request);
  // The contact and the plan, which the sweep found overdue.
  ASSERT_TRUE(stream->Read(&event));
  EXPECT_EQ(event.obligation().state(), kOverdue);
  ASSERT_TRUE(stream->Read(&event));
  EXPECT_EQ(event.obligation().state(), kOverdue);
  ASSERT_TRUE(stream->Read(&event));
  EXPECT_EQ(event.obligation().kind(), kMemberReport);
  EXPECT_EQ(event.obligation().state(), obligation::v1::OBLIGATION_STATE_MET);
  context->TryCancel();
  stream->Finish();
}

TEST_F(OversightTest, TheOfficeIsToldOfEachOverdueObligation) {
  GoTo(2027, 6, 1);
  GoTo(2027, 12, 31);
  const auto stub = StubOf<oversight::v1::DutyService>("joint-conference-office");
  oversight::v1::ListOverdueNoticesRequest request;
  request.set_page_size(200);
  oversight::v1::ListOverdueNoticesResponse reply;
  const absl::Time until = absl::Now() + absl::Seconds(20);
  // 32 contacts, plans and reports each; the conference's own report, the meeting and the analysis are not all due yet.
  oversight::v1::ListOverdueNoticesResponse own;
  const auto court = StubOf<oversight::v1::DutyService>("court");
  while ((reply.overdue_notices_size() < 96 || own.overdue_notices_size() < 3) && absl::Now() < until) {
    ASSERT_TRUE(stub->ListOverdueNotices(NewContext("2-3").get(), request, &reply).ok());
    ASSERT_TRUE(court->ListOverdueNotices(NewContext("8-3").get(), {}, &own).ok());
  }
  EXPECT_GE(reply.overdue_notices_size(), 96);
  EXPECT_EQ(own.overdue_notices_size(), 3);
}

TEST_F(OversightTest, AMessageAboutOneObligationThatWaitsSinceAnEarlierVersionStillCounts) {
  const auto clue = StubOf<oversight::v1::DutyService>("clue");
  oversight::v1::NoteOverdueRequest request;
  request.set_request_id(base::NewUuid());
  oversight::v1::NoteOverdueResponse ignored;
  const auto empty = clue->NoteOverdue(NewContext("2-3", "").get(), request, &ignored);
  EXPECT_EQ(RefusalOf(empty).reason, "REQUEST_INVALID");
  EXPECT_NE(empty.error_message().find("obligations:"), std::string::npos);

  obligation::v1::Obligation& obligation = *request.mutable_obligation();
  obligation.set_name("obligations/" + base::NewId(cluster_.clock().Now()));
  obligation.set_kind(obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE);
  obligation.set_owner(contract::v1::AGENCY_PUBLIC_SECURITY);
  obligation.set_division("500119");
  *request.add_obligations() = obligation;
  const auto noted = clue->NoteOverdue(NewContext("2-3", "").get(), request, &ignored);
  ASSERT_TRUE(noted.ok()) << noted.error_message();
  oversight::v1::ListOverdueNoticesResponse reply;
  const auto office = StubOf<oversight::v1::DutyService>("joint-conference-office");
  ASSERT_TRUE(office->ListOverdueNotices(NewContext("2-3").get(), {}, &reply).ok());
  ASSERT_EQ(reply.overdue_notices_size(), 2);
  for (const auto& notice : reply.overdue_notices()) {
    EXPECT_EQ(notice.service(), contract::v1::SERVICE_CLUE);
    EXPECT_EQ(notice.obligation().name(), obligation.name());
  }
}

}  // namespace
}  // namespace liandong
