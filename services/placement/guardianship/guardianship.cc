#include "services/placement/guardianship/guardianship.h"

#include <utility>

#include "services/placement/guardianship/guardianship_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::GuardianshipHelp> RequestGuardianshipHelp(const Process& process, const Call& call,
                                                             const v1::RequestGuardianshipHelpRequest& request,
                                                             WriteTx& tx) {
  v1::GuardianshipHelp help;
  help.set_state(v1::GUARDIANSHIP_STATE_REQUESTED);
  help.set_parent_status(request.parent_status());
  *help.mutable_minor() = request.minor();
  help.set_circumstances(request.circumstances());
  *help.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::GuardianshipHelp made, contract::Create(process.guardianship_helps, tx, call, std::move(help),
                                                                  {.state = v1::GUARDIANSHIP_STATE_REQUESTED}));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_GUARDIANSHIP_HELP, call.caller->division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::GuardianshipHelp> DecideGuardianshipHelp(const Process& process, const Call& call,
                                                            const v1::DecideGuardianshipHelpRequest& request,
                                                            WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_GUARDIANSHIP_HELP, request.name(), call.now));
  return contract::Change<v1::GuardianshipHelp>(
      process.guardianship_helps, tx, call, request.name(),
      [&](v1::GuardianshipHelp& help) { return rules::DecideHelp(help, request, call.now); }, request.etag());
}

absl::StatusOr<v1::ListGuardianshipHelpsResponse> ListGuardianshipHelps(const Process& process, const Call& call,
                                                                        const v1::ListGuardianshipHelpsRequest& request,
                                                                        ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.guardianship_helps, tx, filter, call, request,
                        &v1::ListGuardianshipHelpsResponse::mutable_guardianship_helps);
}

}  // namespace

void AddGuardianshipHandlers(Handlers& handlers) {
  handlers.Write(&RequestGuardianshipHelp);
  handlers.Write(&DecideGuardianshipHelp);
  handlers.Read(&ListGuardianshipHelps);
}

}  // namespace liandong::placement
