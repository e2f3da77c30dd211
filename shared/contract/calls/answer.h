#pragma once

#include <grpcpp/support/status.h>

#include "shared/contract/calls/route.h"

// The end of every call, also of streams.
namespace liandong::contract {

// Converts a status to what the caller receives. A status that is not a refusal is logged and its text is dropped.
grpc::Status Present(const Route& route, const absl::Status& status);

// Counts a call that arrived at `arrival` and ended with this status. `caller` may be null.
void Count(const Route& route, const identity::Caller* caller, const absl::Status& status, const grpc::Status& shown,
           absl::Time arrival);

}  // namespace liandong::contract
