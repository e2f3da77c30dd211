#include "services/oversight/supervisions/supervisions.h"

#include <utility>

#include "services/oversight/supervisions/supervision_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::Supervision> ListForSupervision(const Process& process, const Call& call,
                                                   const v1::ListForSupervisionRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckListing(request));
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  v1::Supervision supervision;
  supervision.set_target(request.target());
  supervision.set_state(v1::SUPERVISION_STATE_LISTED);
  supervision.set_case_(request.case_());
  supervision.set_division(division);
  supervision.set_reason(request.reason());
  *supervision.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.supervisions, tx, call, std::move(supervision),
                          {.division = division, .kind = request.target(), .state = v1::SUPERVISION_STATE_LISTED});
}

absl::StatusOr<v1::Supervision> LiftSupervision(const Process& process, const Call& call,
                                                const v1::LiftSupervisionRequest& request, WriteTx& tx) {
  return contract::Change<v1::Supervision>(
      process.supervisions, tx, call, request.name(),
      [&](v1::Supervision& supervision) { return rules::Lift(supervision, call.now); });
}

absl::StatusOr<v1::Supervision> IssueWarning(const Process& process, const Call& call,
                                             const v1::IssueWarningRequest& request, WriteTx& tx) {
  return contract::Change<v1::Supervision>(
      process.supervisions, tx, call, request.name(),
      [&](v1::Supervision& supervision) { return rules::Warn(supervision, request, call.now); });
}

absl::StatusOr<v1::Supervision> RecordCampaign(const Process& process, const Call& call,
                                               const v1::RecordCampaignRequest& request, WriteTx& tx) {
  return contract::Change<v1::Supervision>(
      process.supervisions, tx, call, request.name(), [&](v1::Supervision& supervision) {
        return rules::AddCampaign(supervision, call.caller->agency, request.text(), call.now);
      });
}

absl::StatusOr<v1::ListSupervisionsResponse> ListSupervisions(const Process& process, const Call& call,
                                                              const v1::ListSupervisionsRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.supervisions, tx, filter, call, request,
                        &v1::ListSupervisionsResponse::mutable_supervisions);
}

}  // namespace

void AddSupervisionHandlers(Handlers& handlers) {
  handlers.Write(&ListForSupervision);
  handlers.Write(&LiftSupervision);
  handlers.Write(&IssueWarning);
  handlers.Write(&RecordCampaign);
  handlers.Read(&ListSupervisions);
}

}  // namespace liandong::oversight
