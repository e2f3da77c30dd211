#pragma once

#include <functional>
#include <type_traits>
#include <vector>

#include "shared/contract/handlers/typed_handlers.h"

// Makes handlers from member functions; the last parameter determines the kind. For services that are still classes;
// others register functions with ProcessHandlers.
namespace liandong::contract {

namespace internal {

template <typename Transaction>
inline constexpr bool kWrites = std::is_base_of_v<store::Tx, Transaction>;

}  // namespace internal

template <typename Object, typename Request, typename Reply, typename Transaction>
Handler Bind(Object* object, absl::StatusOr<Reply> (Object::*method)(const Call&, const Request&, Transaction&)) {
  if constexpr (internal::kWrites<Transaction>) {
    return MakeWriteHandler<Request, Reply>(std::bind_front(method, object));
  } else {
    return MakeReadHandler<Request, Reply>(std::bind_front(method, object));
  }
}

template <typename Object, typename Request, typename Facts, typename Reply, typename Transaction>
Handler Bind(Object* object, absl::StatusOr<Facts> (Object::*gather)(const Call&, const Request&, const Reader&),
             absl::StatusOr<Reply> (Object::*method)(const Call&, const Request&, const Facts&, Transaction&)) {
  return MakeGatheredWriteHandler<Request, Facts, Reply>(std::bind_front(gather, object),
                                                         std::bind_front(method, object));
}

template <typename Object, typename Request, typename Event>
Handler Bind(Object* object,
             absl::StatusOr<std::vector<Watched<Event>>> (Object::*method)(const Call&, const Request&, store::ReadTx&,
                                                                           int64_t after)) {
  return MakeWatchHandler<Request, Event>(std::bind_front(method, object));
}

}  // namespace liandong::contract
