#include "shared/contract/calls/answer.h"

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "shared/errors/errors.h"
#include "shared/telemetry/caller_metrics.h"
#include "shared/telemetry/log.h"

namespace liandong::contract {

grpc::Status Present(const std::string& method, const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  absl::Status shown = status;
  if (errors::ReasonOf(status) == v1::ERROR_REASON_UNSPECIFIED) {
    telemetry::Log(telemetry::Severity::kError, "the call failed",
                   {{"method", telemetry::Declared(method)}, {"status", status}});
    shown =
        errors::Refuse(absl::IsUnavailable(status) ? v1::ERROR_REASON_STORE_UNAVAILABLE : v1::ERROR_REASON_INTERNAL);
  }
  const errors::WireError wire = errors::ToWire(shown);
  return {static_cast<grpc::StatusCode>(wire.code), wire.message, wire.details};
}

void CountRefusal(telemetry::Metrics& metrics, const identity::Caller* caller, const std::string& reason,
                  const std::string& method) {
  const std::string owner = caller == nullptr ? "" : caller->Owner();
  const std::vector<std::string> parts = absl::StrSplit(method, '/', absl::SkipEmpty());
  metrics.Counter(telemetry::kCallsRefused, {{"caller", owner}, {"reason", reason}}).Increment();
  metrics
      .Counter(telemetry::kCallerRefusals,
               {{"caller", owner}, {"grpc_service", parts.front()}, {"grpc_method", parts.back()}, {"reason", reason}})
      .Increment();
}

void Count(const Route& route, const identity::Caller* caller, const absl::Status& status, const grpc::Status& shown,
           absl::Time arrival) {
  route.metrics.handled[shown.error_code()]->Increment();
  route.metrics.seconds->Observe(absl::ToDoubleSeconds(absl::Now() - arrival));
  const auto reason = errors::ReasonOf(status);
  if (reason != v1::ERROR_REASON_UNSPECIFIED)
    CountRefusal(*route.environment.metrics, caller, errors::ReasonName(reason), route.method.path);
}

}  // namespace liandong::contract
