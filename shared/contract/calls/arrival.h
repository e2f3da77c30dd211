#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>

#include "shared/contract/calls/route.h"

// The checks before every handler, also for streams.
namespace liandong::contract {

// Fills `call` as far as the checks succeed, so that the ledger entry of a refusal shows who was refused. The order is:
// certificate, metadata, permission by the contract.
absl::Status Admit(const Route& route, const grpc::ServerContextBase& context, Call& call);

// Parses and validates the request.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> ReadRequest(const Route& route,
                                                                       const grpc::ByteBuffer& bytes, absl::Time now);

}  // namespace liandong::contract
