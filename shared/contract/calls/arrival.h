#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include <memory>

#include "shared/contract/calls/route.h"
#include "shared/threads/turn.h"

// The checks before every handler, also for streams.
namespace liandong::contract {

// What is known of a call that has arrived, as far as the checks succeeded.
struct Arrival {
  AdmissionControl::Ticket ticket;
  bool turned_away = false;  // by admission control: not read
  std::unique_ptr<google::protobuf::Message> request;
  std::string request_digest;
  // The caller's place in the queues: for reading and gathering facts, by the work of the call, and for writing, by the
  // persons of the request.
  threads::Turn reading;
  threads::Turn writing;
};

// Fills `call` and `arrival` as far as the checks succeed, so that the ledger entry of a refusal shows who was refused.
// The order is: certificate, admission control, metadata, permission by the contract, request. A call whose certificate
// is refused is charged too.
absl::Status Receive(const Route& route, const grpc::ServerContextBase& context, const grpc::ByteBuffer& bytes,
                     Call& call, Arrival& arrival);

}  // namespace liandong::contract
