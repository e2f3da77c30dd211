#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>

#include "shared/contract/calls/arrival.h"
#include "shared/contract/calls/ledger_entry.h"
#include "shared/contract/calls/route.h"
#include "shared/contract/watch_streams/watch_hub.h"

namespace liandong::contract {

// One watch call. It is recorded in the ledger and then sends events as they come, until the caller leaves or is no
// longer permitted. One step runs at a time: enter, read, write each event, wait, read … Deletes itself when gRPC is
// done with it.
class WatchStream : public grpc::ServerWriteReactor<grpc::ByteBuffer>, public WatchHub::Sleeper {
 public:
  static grpc::ServerWriteReactor<grpc::ByteBuffer>* Begin(const Route& route, grpc::CallbackServerContext& context,
                                                           const grpc::ByteBuffer& request);

  void OnWriteDone(bool ok) override;
  void OnCancel() override { cancelled_ = true; }
  void OnDone() override;
  void Wake(bool changed) override;

 private:
  WatchStream(const Route& route, grpc::CallbackServerContext& context);

  absl::Status Accept(const grpc::ByteBuffer& bytes);
  // Counts the refusal, or records it; then ends the stream.
  void Refuse(const absl::Status& status);
  void EnterThen(const absl::Status& status);
  void Read();
  void WriteNext();
  void End(const absl::Status& status);
  std::string Audience() const;
  const WatchHandler& Handler() const;

  const Route& route_;
  grpc::CallbackServerContext& context_;
  const absl::Time arrival_;
  Call call_;
  Arrival received_;
  Outcome outcome_;
  bool entered_hub_ = false;
  std::atomic<bool> cancelled_ = false;
  std::string key_;              // under which it waits for events
  int64_t seen_ = 0;             // the hub's changes before the last read
  int64_t sequence_number_ = 0;  // no event up to this one is still to be shown
  WatchHandler::Events events_;
  size_t next_ = 0;
  grpc::ByteBuffer buffer_;
};

}  // namespace liandong::contract
