#include "shared/contract/dispatch/unknown_methods.h"

#include <string>
#include <utility>

#include "shared/contract/calls/answer.h"
#include "shared/contract/calls/ledger_entry.h"
#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

// As gRPC itself would answer.
constexpr char kText[] = "This server has no such method. CONTRACTS.md lists the methods of each service.";
constexpr char kReason[] = "METHOD_UNKNOWN";

// Stands for all of them, because the caller chooses the name.
const std::string& UnknownMethod() {
  static const auto* const name = new std::string("/unknown");
  return *name;
}

class UnknownMethodCall : public grpc::ServerGenericBidiReactor {
 public:
  void OnDone() override { delete this; }
  void Answer(const absl::Status& status) {
    Finish(absl::IsUnimplemented(status) ? grpc::Status(grpc::StatusCode::UNIMPLEMENTED, kText)
                                         : Present(UnknownMethod(), status));
  }
};

// Only admission control and the certificate are judged. UNIMPLEMENTED if both allow the call.
absl::Status Judge(const Environment& environment, const grpc::ServerContextBase& context, Call& call) {
  call.now = environment.clock->Now();
  auto caller = environment.authenticator->Authenticate(*context.auth_context());
  if (caller.ok()) call.caller = *caller;
  const auto ticket = environment.admission_control->Admit(
      {.caller = call.caller.get(), .method = UnknownMethod(), .work = 1, .bytes = 0, .now = call.now});
  if (!ticket.ok()) return ticket.status();
  return caller.ok() ? absl::UnimplementedError(kText) : caller.status();
}

}  // namespace

grpc::ServerGenericBidiReactor* UnknownMethods::CreateReactor(grpc::GenericCallbackServerContext* context) {
  auto* reactor = new UnknownMethodCall;
  Call call;
  Outcome outcome;
  outcome.status = Judge(environment_, *context, call);
  const v1::ErrorReason reason = errors::ReasonOf(outcome.status);
  CountRefusal(*environment_.metrics, call.caller.get(),
               reason == v1::ERROR_REASON_UNSPECIFIED ? kReason : errors::ReasonName(reason), UnknownMethod());
  ledger::v1::Leaf leaf = LeafOf(UnknownMethod(), call, outcome);
  if (environment_.refusal_bursts->Join(leaf)) {
    reactor->Answer(outcome.status);
    return reactor;
  }
  environment_.database->Write({[this, leaf = std::move(leaf), now = call.now](store::Tx& tx) {
                                  return environment_.ledger->Append(tx, leaf, now);
                                },
                                nullptr,
                                [reactor, status = outcome.status](const absl::Status& entered) {
                                  reactor->Answer(entered.ok() ? status : entered);
                                }});
  return reactor;
}

}  // namespace liandong::contract
