#pragma once

#include <any>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "shared/contract/call.h"
#include "shared/contract/reader.h"
#include "shared/store/database.h"

// The typed functions that a service gives, and the untyped form in which Dispatch keeps them.
namespace liandong::contract {

template <typename Request, typename Reply>
using WriteHandler = std::function<absl::StatusOr<Reply>(const Call&, const Request&, store::Tx&)>;
template <typename Request, typename Reply>
using ReadHandler = std::function<absl::StatusOr<Reply>(const Call&, const Request&, store::ReadTx&)>;

// Asks other services, or looks among many records, before any transaction begins; may block until the call's deadline.
template <typename Request, typename Facts>
using Gather = std::function<absl::StatusOr<Facts>(const Call&, const Request&, const Reader&)>;
template <typename Request, typename Facts, typename Reply>
using GatheredHandler = std::function<absl::StatusOr<Reply>(const Call&, const Request&, const Facts&, store::Tx&)>;

// An event of a watch and its place in the order of events. Dispatch makes the event's resume_token of the place.
template <typename Event>
struct Watched {
  int64_t place;
  Event event;
};
// Up to base::limits::kStreamPage events after `after`, in order.
template <typename Request, typename Event>
using WatchHandler = std::function<absl::StatusOr<std::vector<Watched<Event>>>(const Call&, const Request&,
                                                                               store::ReadTx&, int64_t after)>;

struct Handler {
  using Message = google::protobuf::Message;
  using WatchedMessages = std::vector<std::pair<int64_t, std::unique_ptr<Message>>>;

  // Set where the method gathers.
  std::function<absl::StatusOr<std::any>(const Call&, const Message&, const Reader&)> gather;
  // Exactly one of these is set.
  std::function<absl::Status(const Call&, const Message&, const std::any& facts, store::Tx&, Message& reply)> write;
  std::function<absl::Status(const Call&, const Message&, store::ReadTx&, Message& reply)> read;
  std::function<absl::StatusOr<WatchedMessages>(const Call&, const Message&, store::ReadTx&, int64_t after)> watch;

  // The types it was made for, to be held against the descriptor's.
  const google::protobuf::Descriptor* request_type;
  const google::protobuf::Descriptor* reply_type;
};

namespace internal {

template <typename Reply>
absl::Status Take(absl::StatusOr<Reply> from, google::protobuf::Message& to) {
  if (!from.ok()) return from.status();
  static_cast<Reply&>(to) = *std::move(from);
  return absl::OkStatus();
}

template <typename Request, typename Reply>
Handler Typed() {
  Handler handler;
  handler.request_type = Request::descriptor();
  handler.reply_type = Reply::descriptor();
  return handler;
}

}  // namespace internal

template <typename Request, typename Reply>
Handler Writes(WriteHandler<Request, Reply> function) {
  Handler handler = internal::Typed<Request, Reply>();
  handler.write = [function = std::move(function)](const Call& call, const Handler::Message& request, const std::any&,
                                                   store::Tx& tx, Handler::Message& reply) {
    return internal::Take(function(call, static_cast<const Request&>(request), tx), reply);
  };
  return handler;
}

template <typename Request, typename Reply>
Handler Reads(ReadHandler<Request, Reply> function) {
  Handler handler = internal::Typed<Request, Reply>();
  handler.read = [function = std::move(function)](const Call& call, const Handler::Message& request, store::ReadTx& tx,
                                                  Handler::Message& reply) {
    return internal::Take(function(call, static_cast<const Request&>(request), tx), reply);
  };
  return handler;
}

// A handler of the object's method, of the kind its last parameter says.
template <typename Object, typename Request, typename Reply>
Handler Bind(Object* object, absl::StatusOr<Reply> (Object::*method)(const Call&, const Request&, store::Tx&)) {
  return Writes<Request, Reply>(std::bind_front(method, object));
}
template <typename Object, typename Request, typename Reply>
Handler Bind(Object* object, absl::StatusOr<Reply> (Object::*method)(const Call&, const Request&, store::ReadTx&)) {
  return Reads<Request, Reply>(std::bind_front(method, object));
}

template <typename Request, typename Facts, typename Reply>
Handler Gathers(Gather<Request, Facts> gather, GatheredHandler<Request, Facts, Reply> function) {
  Handler handler = internal::Typed<Request, Reply>();
  handler.gather = [gather = std::move(gather)](const Call& call, const Handler::Message& request,
                                                const Reader& reader) -> absl::StatusOr<std::any> {
    auto facts = gather(call, static_cast<const Request&>(request), reader);
    if (!facts.ok()) return facts.status();
    return std::any(*std::move(facts));
  };
  handler.write = [function = std::move(function)](const Call& call, const Handler::Message& request,
                                                   const std::any& facts, store::Tx& tx, Handler::Message& reply) {
    return internal::Take(function(call, static_cast<const Request&>(request), std::any_cast<const Facts&>(facts), tx),
                          reply);
  };
  return handler;
}

template <typename Request, typename Event>
Handler Watches(WatchHandler<Request, Event> function) {
  Handler handler = internal::Typed<Request, Event>();
  handler.watch = [function = std::move(function)](const Call& call, const Handler::Message& request, store::ReadTx& tx,
                                                   int64_t after) -> absl::StatusOr<Handler::WatchedMessages> {
    auto events = function(call, static_cast<const Request&>(request), tx, after);
    if (!events.ok()) return events.status();
    Handler::WatchedMessages messages;
    for (auto& watched : *events) {
      messages.emplace_back(watched.place, std::make_unique<Event>(std::move(watched.event)));
    }
    return messages;
  };
  return handler;
}

template <typename Object, typename Request, typename Event>
Handler Bind(Object* object,
             absl::StatusOr<std::vector<Watched<Event>>> (Object::*method)(const Call&, const Request&, store::ReadTx&,
                                                                           int64_t after)) {
  return Watches<Request, Event>(std::bind_front(method, object));
}
template <typename Gatherer, typename Object, typename Request, typename Facts, typename Reply>
Handler Bind(const Gatherer* gatherer,
             absl::StatusOr<Facts> (Gatherer::*gather)(const Call&, const Request&, const Reader&) const,
             Object* object,
             absl::StatusOr<Reply> (Object::*method)(const Call&, const Request&, const Facts&, store::Tx&)) {
  return Gathers<Request, Facts, Reply>(std::bind_front(gather, gatherer), std::bind_front(method, object));
}
template <typename Object, typename Request, typename Facts, typename Reply>
Handler Bind(Object* object, absl::StatusOr<Facts> (Object::*gather)(const Call&, const Request&, const Reader&),
             absl::StatusOr<Reply> (Object::*method)(const Call&, const Request&, const Facts&, store::Tx&)) {
  return Gathers<Request, Facts, Reply>(std::bind_front(gather, object), std::bind_front(method, object));
}

}  // namespace liandong::contract
