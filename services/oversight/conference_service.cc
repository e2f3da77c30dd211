#include "services/oversight/conference_service.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "services/oversight/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight {

ConferenceService::ConferenceService(const runtime::Parts& parts)
    : conveners_(parts.sealer),
      contacts_(parts.sealer),
      plans_(parts.sealer),
      matters_(parts.sealer),
      meetings_(parts.sealer),
      supervisions_(parts.sealer),
      evaluations_(parts.sealer),
      budgets_(parts.sealer),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> ConferenceService::Handlers() {
  using contract::Bind;
  using Self = ConferenceService;
  return {
      {"AppointConvener", Bind(this, &Self::AppointConvener)},
      {"ListConveners", Bind(this, &Self::ListConveners)},
      {"RegisterContact", Bind(this, &Self::RegisterContact)},
      {"ListContacts", Bind(this, &Self::ListContacts)},
      {"FilePlan", Bind(this, &Self::FilePlan)},
      {"ListPlans", Bind(this, &Self::ListPlans)},
      {"OpenMatter", Bind(this, &Self::OpenMatter)},
      {"ReportMatterProgress", Bind(this, &Self::ReportMatterProgress)},
      {"CloseMatter", Bind(this, &Self::CloseMatter)},
      {"GetMatter", Bind(this, &Self::GetMatter)},
      {"ListMatters", Bind(this, &Self::ListMatters)},
      {"RecordMeeting", Bind(this, &Self::RecordMeeting)},
      {"ListMeetings", Bind(this, &Self::ListMeetings)},
      {"ListForSupervision", Bind(this, &Self::ListForSupervision)},
      {"LiftSupervision", Bind(this, &Self::LiftSupervision)},
      {"IssueWarning", Bind(this, &Self::IssueWarning)},
      {"RecordCampaign", Bind(this, &Self::RecordCampaign)},
      {"ListSupervisions", Bind(this, &Self::ListSupervisions)},
      {"RecordEvaluation", Bind(this, &Self::RecordEvaluation)},
      {"ListEvaluations", Bind(this, &Self::ListEvaluations)},
      {"RecordBudget", Bind(this, &Self::RecordBudget)},
      {"ListBudgets", Bind(this, &Self::ListBudgets)},
  };
}

absl::StatusOr<v1::Convener> ConferenceService::AppointConvener(const Call& call,
                                                                const v1::AppointConvenerRequest& request,
                                                                store::Tx& tx) {
  // Each post has one holder; the former holder steps down.
  LD_ASSIGN_OR_RETURN(auto holders,
                      conveners_.List(tx, {.reach = call.reach, .kind = request.post(), .state = 1}, std::nullopt, 1));
  for (auto& holder : holders) {
    LD_RULE("2-1-p1.one-official-holds-a-post")
    holder.message.set_active(false);
    holder.columns.state = 0;
    LD_RETURN_IF_ERROR(conveners_.Update(tx, holder));
  }
  v1::Convener convener;
  convener.set_post(request.post());
  convener.set_chief(rules::IsChief(request.post()));
  convener.set_official(request.official());
  convener.set_active(true);
  *convener.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(conveners_, tx, call, std::move(convener), {.kind = request.post(), .state = 1});
}

absl::StatusOr<v1::ListConvenersResponse> ConferenceService::ListConveners(const Call& call,
                                                                           const v1::ListConvenersRequest& request,
                                                                           store::ReadTx& tx) {
  return contract::List(conveners_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListConvenersResponse::mutable_conveners);
}

absl::StatusOr<v1::Contact> ConferenceService::RegisterContact(const Call& call,
                                                               const v1::RegisterContactRequest& request,
                                                               store::Tx& tx) {
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_REGISTER_CONTACT,
                                        ContactSubject(call.caller->agency), call.now));
  v1::Contact contact;
  contact.set_agency(call.caller->agency);
  contact.set_division(call.caller->division);
  contact.set_official(request.official());
  contact.set_phone(request.phone());
  *contact.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(contacts_, tx, call, std::move(contact));
}

absl::StatusOr<v1::ListContactsResponse> ConferenceService::ListContacts(const Call& call,
                                                                         const v1::ListContactsRequest& request,
                                                                         store::ReadTx& tx) {
  return contract::List(contacts_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListContactsResponse::mutable_contacts);
}

absl::StatusOr<v1::Plan> ConferenceService::FilePlan(const Call& call, const v1::FilePlanRequest& request,
                                                     store::Tx& tx) {
  v1::Plan plan;
  plan.set_agency(call.caller->agency);
  plan.set_title(request.title());
  plan.set_text(request.text());
  *plan.mutable_create_time() = base::ToProto(call.now);
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_FILE_PLAN, PlanSubject(call.caller->agency), call.now));
  return contract::Create(plans_, tx, call, std::move(plan));
}

absl::StatusOr<v1::ListPlansResponse> ConferenceService::ListPlans(const Call& call,
                                                                   const v1::ListPlansRequest& request,
                                                                   store::ReadTx& tx) {
  return contract::List(plans_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListPlansResponse::mutable_plans);
}

absl::StatusOr<v1::Matter> ConferenceService::OpenMatter(const Call& call, const v1::OpenMatterRequest& request,
                                                         store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto convener, contract::Get(conveners_, tx, call, request.convener()));
  if (!convener.active()) {
    return errors::RefuseFields({{"convener", "must be a person who is still a convener", "须为现任召集人"}});
  }
  v1::Matter matter;
  matter.set_state(v1::MATTER_STATE_OPEN);
  matter.set_title(request.title());
  matter.set_owner(request.owner());
  matter.set_convener(request.convener());
  *matter.mutable_due_time() = request.due_time();
  *matter.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(matter), {.state = v1::MATTER_STATE_OPEN});
  // Only the agency that owns the matter may report on it.
  record.columns.owner = identity::OwnerOf(request.owner(), call.caller->division);
  LD_RETURN_IF_ERROR(matters_.Insert(tx, record));
  LD_RETURN_IF_ERROR(obligations_->Open(tx,
                                        {obligation::v1::OBLIGATION_KIND_AGREED_MATTER, call.caller->division,
                                         record.message.name(), request.owner(), base::FromProto(request.due_time())},
                                        call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Matter> ConferenceService::ReportMatterProgress(const Call& call,
                                                                   const v1::ReportMatterProgressRequest& request,
                                                                   store::Tx& tx) {
  return contract::Change<v1::Matter>(
      matters_, tx, call, request.name(),
      [&](v1::Matter& matter) { return rules::ReportProgress(matter, request, call.now); }, request.etag());
}

absl::StatusOr<v1::Matter> ConferenceService::CloseMatter(const Call& call, const v1::CloseMatterRequest& request,
                                                          store::Tx& tx) {
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_AGREED_MATTER, request.name(), call.now));
  return contract::Change<v1::Matter>(
      matters_, tx, call, request.name(), [&](v1::Matter& matter) { return rules::CloseMatter(matter, call.now); },
      request.etag());
}

absl::StatusOr<v1::Matter> ConferenceService::GetMatter(const Call& call, const v1::GetMatterRequest& request,
                                                        store::ReadTx& tx) {
  return contract::Get(matters_, tx, call, request.name());
}

absl::StatusOr<v1::ListMattersResponse> ConferenceService::ListMatters(const Call& call,
                                                                       const v1::ListMattersRequest& request,
                                                                       store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(matters_, tx, filter, call, request, *tokens_, &v1::ListMattersResponse::mutable_matters);
}

absl::StatusOr<v1::Meeting> ConferenceService::RecordMeeting(const Call& call, const v1::RecordMeetingRequest& request,
                                                             store::Tx& tx) {
  v1::Meeting meeting;
  meeting.set_thematic(request.thematic());
  *meeting.mutable_hold_time() = request.hold_time();
  meeting.set_topics(request.topics());
  meeting.set_measures(request.measures());
  *meeting.mutable_create_time() = base::ToProto(call.now);
  if (request.thematic()) {
    const int year = static_cast<int>(values::DayOf(base::FromProto(request.hold_time())).year());
    LD_RETURN_IF_ERROR(
        obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_THEMATIC_MEETING, YearSubject(year), call.now));
  }
  return contract::Create(meetings_, tx, call, std::move(meeting));
}

absl::StatusOr<v1::ListMeetingsResponse> ConferenceService::ListMeetings(const Call& call,
                                                                         const v1::ListMeetingsRequest& request,
                                                                         store::ReadTx& tx) {
  return contract::List(meetings_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListMeetingsResponse::mutable_meetings);
}

absl::StatusOr<v1::Supervision> ConferenceService::ListForSupervision(const Call& call,
                                                                      const v1::ListForSupervisionRequest& request,
                                                                      store::Tx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckListing(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  v1::Supervision supervision;
  supervision.set_target(request.target());
  supervision.set_state(v1::SUPERVISION_STATE_LISTED);
  supervision.set_case_(request.case_());
  supervision.set_division(division);
  supervision.set_reason(request.reason());
  *supervision.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(supervisions_, tx, call, std::move(supervision),
                          {.division = division, .kind = request.target(), .state = v1::SUPERVISION_STATE_LISTED});
}

absl::StatusOr<v1::Supervision> ConferenceService::LiftSupervision(const Call& call,
                                                                   const v1::LiftSupervisionRequest& request,
                                                                   store::Tx& tx) {
  return contract::Change<v1::Supervision>(supervisions_, tx, call, request.name(), [&](v1::Supervision& supervision) {
    return rules::Lift(supervision, call.now);
  });
}

absl::StatusOr<v1::Supervision> ConferenceService::IssueWarning(const Call& call,
                                                                const v1::IssueWarningRequest& request, store::Tx& tx) {
  return contract::Change<v1::Supervision>(supervisions_, tx, call, request.name(), [&](v1::Supervision& supervision) {
    return rules::Warn(supervision, request, call.now);
  });
}

absl::StatusOr<v1::Supervision> ConferenceService::RecordCampaign(const Call& call,
                                                                  const v1::RecordCampaignRequest& request,
                                                                  store::Tx& tx) {
  return contract::Change<v1::Supervision>(supervisions_, tx, call, request.name(), [&](v1::Supervision& supervision) {
    return rules::AddCampaign(supervision, call.caller->agency, request.text(), call.now);
  });
}

absl::StatusOr<v1::ListSupervisionsResponse> ConferenceService::ListSupervisions(
    const Call& call, const v1::ListSupervisionsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(supervisions_, tx, filter, call, request, *tokens_,
                        &v1::ListSupervisionsResponse::mutable_supervisions);
}

absl::StatusOr<v1::Evaluation> ConferenceService::RecordEvaluation(const Call& call,
                                                                   const v1::RecordEvaluationRequest& request,
                                                                   store::Tx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckEvaluation(request, call.now));
  LD_ASSIGN_OR_RETURN(const auto existing,
                      evaluations_.Count(tx, {.reach = call.reach, .kind = request.year(), .state = request.kind()}));
  if (existing > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_8_1);
  v1::Evaluation evaluation;
  evaluation.set_kind(request.kind());
  evaluation.set_year(request.year());
  evaluation.set_duty_assessment(request.duty_assessment());
  evaluation.set_text(request.text());
  *evaluation.mutable_create_time() = base::ToProto(call.now);
  const auto duty = request.kind() == v1::EVALUATION_KIND_FINAL ? obligation::v1::OBLIGATION_KIND_FINAL_EVALUATION
                                                                : obligation::v1::OBLIGATION_KIND_STAGE_EVALUATION;
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, duty, YearSubject(request.year()), call.now));
  return contract::Create(evaluations_, tx, call, std::move(evaluation),
                          {.kind = request.year(), .state = request.kind()});
}

absl::StatusOr<v1::ListEvaluationsResponse> ConferenceService::ListEvaluations(
    const Call& call, const v1::ListEvaluationsRequest& request, store::ReadTx& tx) {
  return contract::List(evaluations_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListEvaluationsResponse::mutable_evaluations);
}

absl::StatusOr<v1::Budget> ConferenceService::RecordBudget(const Call& call, const v1::RecordBudgetRequest& request,
                                                           store::Tx& tx) {
  v1::Budget budget;
  budget.set_year(request.year());
  budget.set_amount(request.amount());
  *budget.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(budgets_, tx, call, std::move(budget), {.kind = request.year()});
}

absl::StatusOr<v1::ListBudgetsResponse> ConferenceService::ListBudgets(const Call& call,
                                                                       const v1::ListBudgetsRequest& request,
                                                                       store::ReadTx& tx) {
  return contract::List(budgets_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListBudgetsResponse::mutable_budgets);
}

}  // namespace liandong::oversight
