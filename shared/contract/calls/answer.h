#pragma once

#include <grpcpp/support/status.h>

#include <string>

#include "shared/contract/calls/route.h"

// The end of every call, also of streams.
namespace liandong::contract {

// Converts a status to what the caller receives. A status that is not a refusal is logged and its text is dropped.
grpc::Status Present(const std::string& method, const absl::Status& status);

// Counts a refusal in the metrics. `caller` may be null; `reason` is the name of an ErrorReason.
void CountRefusal(telemetry::Metrics& metrics, const identity::Caller* caller, const std::string& reason,
                  const std::string& method);

// Counts a call that arrived at `arrival` and ended with this status. `caller` may be null.
void Count(const Route& route, const identity::Caller* caller, const absl::Status& status, const grpc::Status& shown,
           absl::Time arrival);

}  // namespace liandong::contract
