#include "shared/contract/calls/answer.h"

#include "absl/time/clock.h"
#include "shared/errors/errors.h"
#include "shared/telemetry/log.h"

namespace liandong::contract {

grpc::Status Present(const Route& route, const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  absl::Status shown = status;
  if (errors::ReasonOf(status) == v1::ERROR_REASON_UNSPECIFIED) {
    telemetry::Log(telemetry::Severity::kError, "the call failed",
                   {{"method", telemetry::Declared(route.method.path)}, {"status", status}});
    shown =
        errors::Refuse(absl::IsUnavailable(status) ? v1::ERROR_REASON_STORE_UNAVAILABLE : v1::ERROR_REASON_INTERNAL);
  }
  const errors::WireError wire = errors::ToWire(shown);
  return {static_cast<grpc::StatusCode>(wire.code), wire.message, wire.details};
}

void Count(const Route& route, const identity::Caller* caller, const absl::Status& status, const grpc::Status& shown,
           absl::Time arrival) {
  route.metrics.handled[shown.error_code()]->Increment();
  route.metrics.seconds->Observe(absl::ToDoubleSeconds(absl::Now() - arrival));
  const auto reason = errors::ReasonOf(status);
  if (reason == v1::ERROR_REASON_UNSPECIFIED) return;
  route.environment.metrics
      ->Counter(telemetry::kCallsRefused,
                {{"caller", caller == nullptr ? "" : caller->Owner()}, {"reason", errors::ReasonName(reason)}})
      .Increment();
}

}  // namespace liandong::contract
