#include "shared/contract/dispatch/refused_connections.h"

#include <memory>
#include <string>

#include "shared/contract/calls/answer.h"
#include "shared/contract/calls/ledger_entry.h"
#include "shared/errors/errors.h"
#include "shared/telemetry/log.h"

namespace liandong::contract {
namespace {

// Stands where entries and metrics of calls have a method.
const std::string& Connection() {
  static const auto* const name = new std::string("/connection");
  return *name;
}

void LogLoss(const absl::Status& entered) {
  if (entered.ok()) return;
  telemetry::Log(telemetry::Severity::kError, "the entry of a refused connection is lost, because it cannot be stored",
                 {{"status", entered}});
}

}  // namespace

void RefusedConnections::Enter(const identity::Caller& caller, v1::ErrorReason reason) {
  CountRefusal(*environment_.metrics, &caller, errors::ReasonName(reason), Connection());
  Call call;
  call.now = environment_.clock->Now();
  call.caller = std::make_shared<const identity::Caller>(caller);
  Outcome outcome;
  outcome.status = errors::Refuse(reason);
  const ledger::v1::Leaf leaf = LeafOf(Connection(), call, outcome);
  if (environment_.refusal_bursts->Join(leaf)) return;
  environment_.database->Write(
      {[this, leaf, now = call.now](store::Tx& tx) { return environment_.ledger->Append(tx, leaf, now); }, nullptr,
       LogLoss});
}

}  // namespace liandong::contract
