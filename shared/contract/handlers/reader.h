#pragma once

#include <type_traits>
#include <utility>

#include "shared/store/database.h"

namespace liandong::contract {

// Reads the store while a call gathers facts, before the call's own transaction begins. What was read may have changed
// by then. Only the call path creates one, so that a handler cannot open a transaction within its own.
class Reader {
 public:
  // The value that `run` returns as an absl::StatusOr. Each call sees one consistent state of the store; two calls may
  // see different ones.
  template <typename Run>
  std::invoke_result_t<Run&, store::ReadTx&> Read(Run run) const {
    return database_->ReadValue(std::move(run));
  }

 private:
  friend class UnaryCall;
  explicit Reader(store::Database* database) : database_(database) {}

  store::Database* const database_;
};

}  // namespace liandong::contract
