#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::records {

// The places of events, by which watchers go on. Every event table has the columns `id` (records' ids), `place` and
// `event_time`. Places rise in the order in which events become visible, so that nobody who has read up to a place can
// miss one before it. One process alone counts as it writes; where several write, what was committed is numbered
// afterwards, by one of them at a time. Thread-safe.
class EventOrder {
 public:
  EventOrder(std::vector<std::string> tables, bool exclusive) : tables_(std::move(tables)), exclusive_(exclusive) {}

  static std::vector<store::Migration> Migrations();

  // Before the first event.
  absl::Status Load(store::ReadTx& tx);

  // For a new row's `place`.
  store::Value Next() const;

  // Numbers committed events that have no place; whether there were any.
  absl::StatusOr<bool> Number(store::Tx& tx) const;

  // Whether there are any to number.
  absl::StatusOr<bool> AnyWaiting(store::ReadTx& tx) const;

  // Differs from what it was before whenever an event has got its place since.
  absl::StatusOr<int64_t> Last(store::ReadTx& tx) const;

 private:
  absl::StatusOr<bool> NumberTable(store::Tx& tx, const std::string& table) const;

  const std::vector<std::string> tables_;
  const bool exclusive_;
  mutable std::atomic<int64_t> last_ = 0;
};

}  // namespace liandong::records
