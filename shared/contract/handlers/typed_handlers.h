#pragma once

#include <type_traits>
#include <utility>

#include "shared/contract/handlers/handlers.h"

// Makes handlers from typed functions.
namespace liandong::contract {

namespace internal {

template <typename Reply>
absl::Status Take(absl::StatusOr<Reply> from, Message& to) {
  if (!from.ok()) return from.status();
  static_cast<Reply&>(to) = *std::move(from);
  return absl::OkStatus();
}

}  // namespace internal

// `function(call, request, tx)` returns an absl::StatusOr<Reply>.
template <typename Request, typename Reply, typename Function>
Handler MakeReadHandler(Function function) {
  return {.request_type = Request::descriptor(),
          .reply_type = Reply::descriptor(),
          .kind = ReadHandler{
              [function = std::move(function)](const Call& call, const Message& request, ReadTx& tx, Message& reply) {
                return internal::Take<Reply>(function(call, static_cast<const Request&>(request), tx), reply);
              }}};
}

// `function(call, request, tx)` returns an absl::StatusOr<Reply>.
template <typename Request, typename Reply, typename Function>
Handler MakeWriteHandler(Function function) {
  return {.request_type = Request::descriptor(),
          .reply_type = Reply::descriptor(),
          .kind = WriteHandler{
              [function = std::move(function)](const Call& call, const Message& request, WriteTx& tx, Message& reply) {
                return internal::Take<Reply>(function(call, static_cast<const Request&>(request), tx), reply);
              }}};
}

// `gather(call, request, source)` returns an absl::StatusOr<Facts>, and `function(call, request, facts, tx)` an
// absl::StatusOr<Reply>. The source is a Reader or a store::ReadTx.
template <typename Request, typename Facts, typename Reply, typename Source, typename Gather, typename Function>
Handler MakeGatheredWriteHandler(Gather gather, Function function) {
  GatheredWriteHandler handler;
  auto collect = [gather = std::move(gather)](const Call& call, const Message& request,
                                              Source& source) -> absl::StatusOr<std::any> {
    absl::StatusOr<Facts> facts = gather(call, static_cast<const Request&>(request), source);
    if (!facts.ok()) return facts.status();
    return std::any(*std::move(facts));
  };
  if constexpr (std::is_same_v<Source, store::ReadTx>) {
    handler.look_up = std::move(collect);
  } else {
    handler.gather = std::move(collect);
  }
  handler.handle = [function = std::move(function)](const Call& call, const Message& request, const std::any& facts,
                                                    WriteTx& tx, Message& reply) {
    return internal::Take<Reply>(
        function(call, static_cast<const Request&>(request), std::any_cast<const Facts&>(facts), tx), reply);
  };
  return {.request_type = Request::descriptor(), .reply_type = Reply::descriptor(), .kind = std::move(handler)};
}

// `function(call, request, tx, after)` returns an absl::StatusOr<records::EventsRead<Event>> of the table.
template <typename Request, typename Event, typename Function>
Handler MakeWatchHandler(Function function, const std::string& table) {
  auto handle = [function = std::move(function)](const Call& call, const Message& request, store::ReadTx& tx,
                                                 int64_t after) -> absl::StatusOr<WatchHandler::Events> {
    absl::StatusOr<records::EventsRead<Event>> read = function(call, static_cast<const Request&>(request), tx, after);
    if (!read.ok()) return read.status();
    WatchHandler::Events messages{.read_to = read->read_to};
    for (auto& [sequence_number, event] : read->events) {
      messages.events.emplace_back(sequence_number, std::make_unique<Event>(std::move(event)));
    }
    return messages;
  };
  return {.request_type = Request::descriptor(),
          .reply_type = Event::descriptor(),
          .kind = WatchHandler{.handle = std::move(handle), .table = table}};
}

}  // namespace liandong::contract
