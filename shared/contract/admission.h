#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>

#include "shared/contract/route.h"

// What stands before every handler, streams included.
namespace liandong::contract {

// Fills `call` as far as it gets, so that a refusal's ledger entry can say who was refused: certificate, metadata, then
// what the contract permits.
absl::Status Admit(const Route& route, const grpc::ServerContextBase& context, Call& call);

// Reads and checks the request.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> ReadRequest(const Route& route,
                                                                       const grpc::ByteBuffer& bytes, absl::Time now);

// The status as the caller gets it. What is no refusal is logged and answered without its words.
grpc::Status Present(const Route& route, const absl::Status& status);

// Counts a call that came at `arrival` and ends so; `caller` may be null.
void Count(const Route& route, const identity::Caller* caller, const absl::Status& status, const grpc::Status& shown,
           absl::Time arrival);

}  // namespace liandong::contract
