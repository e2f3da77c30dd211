#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>

#include "shared/contract/route.h"

// The checks before every handler, also for streams.
namespace liandong::contract {

// Fills `call` as far as the checks succeed, so that the ledger entry of a refusal shows who was refused. The order is:
// certificate, metadata, permission by the contract.
absl::Status Admit(const Route& route, const grpc::ServerContextBase& context, Call& call);

// Parses and validates the request.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> ReadRequest(const Route& route,
                                                                       const grpc::ByteBuffer& bytes, absl::Time now);

// Converts a status to what the caller receives. A status that is not a refusal is logged and its text is dropped.
grpc::Status Present(const Route& route, const absl::Status& status);

// Counts a call that arrived at `arrival` and ended with this status. `caller` may be null.
void Count(const Route& route, const identity::Caller* caller, const absl::Status& status, const grpc::Status& shown,
           absl::Time arrival);

}  // namespace liandong::contract
