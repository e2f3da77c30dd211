#pragma once

#include <grpcpp/alarm.h>
#include <grpcpp/grpcpp.h>

#include <any>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "shared/contract/calls/arrival.h"
#include "shared/contract/calls/ledger_entry.h"
#include "shared/contract/calls/route.h"

namespace liandong::contract {

// One unary call from its arrival to its reply. Deletes itself after the reply.
class UnaryCall {
 public:
  // Runs on a gRPC thread and never blocks. `route` outlives the server; `context`, `request` and `reply` outlive the
  // call.
  static grpc::ServerUnaryReactor* Begin(const Route& route, grpc::CallbackServerContext& context,
                                         const grpc::ByteBuffer& request, grpc::ByteBuffer& reply);

 private:
  UnaryCall(const Route& route, grpc::CallbackServerContext& context, grpc::ByteBuffer& reply);

  // Counts the refusal of a call that was not run, or records it; then replies.
  void Refuse(const absl::Status& status);
  // Passes the call to the threads of its kind of handler.
  void Run();
  void Gather(const GatheredWriteHandler& handler);
  void LookUp(const GatheredWriteHandler& handler);
  // Keeps the facts for the handler.
  absl::Status Keep(absl::FunctionRef<absl::StatusOr<std::any>()> collect);
  void Write();
  void Read(const ReadHandler& handler);
  // Records the outcome of a call that wrote nothing, then replies.
  void EnterThenFinish(const absl::Status& status);

  absl::Status RunWrite(store::Tx& tx);
  absl::Status Decide(store::Tx& tx, google::protobuf::Message& reply);
  // Runs the handler in the transaction.
  absl::Status Handle(store::Tx& store_tx, google::protobuf::Message& reply);
  absl::Status StillWanted() const;
  // Redacts and serializes the reply. Afterwards `body_` is what the caller receives. REPLY_TOO_LARGE if it is larger
  // than a message may be.
  absl::Status Prepare(google::protobuf::Message& reply);
  absl::Status EnterRefusal(store::Tx& tx, const absl::Status& status);
  void Finish(const absl::Status& status);
  // Replies at the next multiple of the padding time after the call's arrival.
  void AnswerAfterPadding(const grpc::Status& shown);
  void Answer(const grpc::Status& shown);

  const Route& route_;
  grpc::CallbackServerContext& context_;
  grpc::ByteBuffer& reply_;
  grpc::ServerUnaryReactor* reactor_;
  const absl::Time arrival_;
  Call call_;
  Arrival received_;
  std::any facts_;
  Effects effects_;
  Outcome outcome_;
  std::string body_;
  std::vector<std::string> withheld_;
  grpc::Alarm alarm_;
};

}  // namespace liandong::contract
