#include "services/oversight/duty_service.h"

#include <utility>

#include "services/oversight/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/values/dates.h"

namespace liandong::oversight {

DutyService::DutyService(const runtime::Parts& parts)
    : notices_(parts.sealer),
      assessments_(parts.sealer),
      circulars_(parts.sealer),
      suite_(parts.peers),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> DutyService::Handlers() {
  using contract::Bind;
  using Self = DutyService;
  return {
      {"NoteOverdue", Bind(this, &Self::NoteOverdue)},
      {"ListOverdueNotices", Bind(this, &Self::ListOverdueNotices)},
      {"AcknowledgeOverdueNotice", Bind(this, &Self::AcknowledgeOverdueNotice)},
      {"AssessDuties", Bind(this, &Self::AskStandings, &Self::AssessDuties)},
      {"GetDutyAssessment", Bind(this, &Self::GetDutyAssessment)},
      {"ListDutyAssessments", Bind(this, &Self::ListDutyAssessments)},
      {"IssueCircular", Bind(this, &Self::IssueCircular)},
      {"ListCirculars", Bind(this, &Self::ListCirculars)},
  };
}

absl::StatusOr<v1::OverdueNotice> DutyService::NoteOverdue(const Call& call, const v1::NoteOverdueRequest& request,
                                                           store::Tx& tx) {
  v1::OverdueNotice notice;
  *notice.mutable_obligation() = request.obligation();
  notice.set_service(call.caller->service);
  *notice.mutable_create_time() = base::ToProto(call.now);
  const std::string& division = request.obligation().division();
  auto record =
      contract::NewRecord(call, std::move(notice), {.division = division, .kind = request.obligation().kind()});
  // The notice belongs to the owner, so that the owner can read it.
  record.columns.owner = identity::OwnerOf(request.obligation().owner(), division);
  LD_RETURN_IF_ERROR(notices_.Insert(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::ListOverdueNoticesResponse> DutyService::ListOverdueNotices(
    const Call& call, const v1::ListOverdueNoticesRequest& request, store::ReadTx& tx) {
  return contract::List(notices_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListOverdueNoticesResponse::mutable_overdue_notices);
}

absl::StatusOr<v1::OverdueNotice> DutyService::AcknowledgeOverdueNotice(
    const Call& call, const v1::AcknowledgeOverdueNoticeRequest& request, store::Tx& tx) {
  return contract::Change<v1::OverdueNotice>(
      notices_, tx, call, request.name(),
      [&](v1::OverdueNotice& notice) {
        *notice.mutable_acknowledge_time() = base::ToProto(call.now);
        notice.set_note(request.note());
        return absl::OkStatus();
      },
      request.etag());
}

absl::StatusOr<DutyService::Standings> DutyService::AskStandings(const Call& call,
                                                                 const v1::AssessDutiesRequest& request,
                                                                 const contract::Reader&) {
  const auto begin = [](int year) { return absl::FromCivil(absl::CivilDay(year, 1, 1), values::DistrictTimeZone()); };
  LD_ASSIGN_OR_RETURN(auto said, suite_.Standings(begin(request.year()), begin(request.year() + 1), call.deadline));
  Standings standings;
  standings.set_year(request.year());
  *standings.mutable_standings() = std::move(*said.mutable_standings());
  *standings.mutable_calls() = std::move(*said.mutable_calls());
  return standings;
}

absl::StatusOr<v1::DutyAssessment> DutyService::AssessDuties(const Call& call, const v1::AssessDutiesRequest& request,
                                                             const Standings& facts, store::Tx& tx) {
  v1::DutyAssessment assessment = facts;
  *assessment.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(assessments_, tx, call, std::move(assessment), {.kind = request.year()});
}

absl::StatusOr<v1::DutyAssessment> DutyService::GetDutyAssessment(const Call& call,
                                                                  const v1::GetDutyAssessmentRequest& request,
                                                                  store::ReadTx& tx) {
  return contract::Get(assessments_, tx, call, request.name());
}

absl::StatusOr<v1::ListDutyAssessmentsResponse> DutyService::ListDutyAssessments(
    const Call& call, const v1::ListDutyAssessmentsRequest& request, store::ReadTx& tx) {
  return contract::List(assessments_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListDutyAssessmentsResponse::mutable_duty_assessments);
}

absl::StatusOr<v1::Circular> DutyService::IssueCircular(const Call& call, const v1::IssueCircularRequest& request,
                                                        store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto assessment, contract::Get(assessments_, tx, call, request.duty_assessment()));
  LD_RETURN_IF_ERROR(rules::CheckCircular(request, assessment));
  v1::Circular circular;
  circular.set_kind(request.kind());
  circular.set_agency(request.agency());
  circular.set_duty_assessment(request.duty_assessment());
  circular.set_text(request.text());
  *circular.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(circulars_, tx, call, std::move(circular), {.kind = request.kind()});
}

absl::StatusOr<v1::ListCircularsResponse> DutyService::ListCirculars(const Call& call,
                                                                     const v1::ListCircularsRequest& request,
                                                                     store::ReadTx& tx) {
  return contract::List(circulars_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListCircularsResponse::mutable_circulars);
}

}  // namespace liandong::oversight
