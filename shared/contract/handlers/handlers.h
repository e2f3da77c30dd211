#pragma once

#include <any>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "google/protobuf/message.h"
#include "shared/contract/handlers/call.h"
#include "shared/contract/handlers/reader.h"
#include "shared/contract/handlers/transactions.h"
#include "shared/records/event_table.h"

// The kinds of handlers, as Dispatch stores them: functions of any message. `ProcessHandlers` (process_handlers.h)
// makes them from a service's typed functions.
namespace liandong::contract {

using Message = google::protobuf::Message;

struct ReadHandler {
  std::function<absl::Status(const Call&, const Message& request, ReadTx&, Message& reply)> handle;
};

struct WriteHandler {
  std::function<absl::Status(const Call&, const Message& request, WriteTx&, Message& reply)> handle;
};

// Collects facts before its transaction begins: from other services or in several transactions with `gather`, which may
// block until the call's deadline, or from many records with `look_up`, which runs like a read. One of the two is
// empty.
struct GatheredWriteHandler {
  std::function<absl::StatusOr<std::any>(const Call&, const Message& request, const Reader&)> gather;
  std::function<absl::StatusOr<std::any>(const Call&, const Message& request, store::ReadTx&)> look_up;
  std::function<absl::Status(const Call&, const Message& request, const std::any& facts, WriteTx&, Message& reply)>
      handle;
};

// Returns up to limits::kStreamPage events of a table of events after `after`, in order, each with its sequence number.
struct WatchHandler {
  using Events = records::EventsRead<std::unique_ptr<Message>>;
  std::function<absl::StatusOr<Events>(const Call&, const Message& request, store::ReadTx&, int64_t after)> handle;
  std::string table;
};

struct Handler {
  // The message types of the handler.
  const google::protobuf::Descriptor* request_type;
  const google::protobuf::Descriptor* reply_type;
  std::variant<ReadHandler, WriteHandler, GatheredWriteHandler, WatchHandler> kind;
};

}  // namespace liandong::contract
