#include "services/placement/guardianship_service.h"

#include <utility>

#include "services/placement/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::placement {

GuardianshipService::GuardianshipService(const runtime::Parts& parts)
    : helps_(parts.sealer), obligations_(parts.obligations), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> GuardianshipService::Handlers() {
  using contract::Bind;
  using Self = GuardianshipService;
  return {
      {"RequestGuardianshipHelp", Bind(this, &Self::RequestGuardianshipHelp)},
      {"DecideGuardianshipHelp", Bind(this, &Self::DecideGuardianshipHelp)},
      {"ListGuardianshipHelps", Bind(this, &Self::ListGuardianshipHelps)},
  };
}

absl::StatusOr<v1::GuardianshipHelp> GuardianshipService::RequestGuardianshipHelp(
    const Call& call, const v1::RequestGuardianshipHelpRequest& request, store::Tx& tx) {
  v1::GuardianshipHelp help;
  help.set_state(v1::GUARDIANSHIP_STATE_REQUESTED);
  help.set_parent_status(request.parent_status());
  *help.mutable_minor() = request.minor();
  help.set_circumstances(request.circumstances());
  *help.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::GuardianshipHelp made,
                      contract::Create(helps_, tx, call, std::move(help), {.state = v1::GUARDIANSHIP_STATE_REQUESTED}));
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_GUARDIANSHIP_HELP, call.caller->division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::GuardianshipHelp> GuardianshipService::DecideGuardianshipHelp(
    const Call& call, const v1::DecideGuardianshipHelpRequest& request, store::Tx& tx) {
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_GUARDIANSHIP_HELP, request.name(), call.now));
  return contract::Change<v1::GuardianshipHelp>(
      helps_, tx, call, request.name(),
      [&](v1::GuardianshipHelp& help) { return rules::DecideHelp(help, request, call.now); }, request.etag());
}

absl::StatusOr<v1::ListGuardianshipHelpsResponse> GuardianshipService::ListGuardianshipHelps(
    const Call& call, const v1::ListGuardianshipHelpsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(helps_, tx, filter, call, request, *tokens_,
                        &v1::ListGuardianshipHelpsResponse::mutable_guardianship_helps);
}

}  // namespace liandong::placement
