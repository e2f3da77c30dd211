#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::records {

// Assigns sequence numbers to events, so that watchers can resume. Every event table has the columns `id` (of the
// record), `place` (the sequence number) and `event_time`. Numbers increase in the order in which events become
// visible, so that somebody who has read up to a number cannot miss an earlier one. If one process writes alone, it
// numbers events as it writes them. If several write, one of them at a time numbers committed events afterwards.
// Thread-safe.
class EventOrder {
 public:
  EventOrder(std::vector<std::string> tables, bool exclusive) : tables_(std::move(tables)), exclusive_(exclusive) {}

  static std::vector<store::Migration> Migrations();

  // The position before the first event.
  absl::Status Load(store::ReadTx& tx);

  // The value of `place` for a new row.
  store::Value Next() const;

  // Numbers committed events that have no sequence number. Returns whether there were any.
  absl::StatusOr<bool> Number(store::Tx& tx) const;

  // Whether there are events to number.
  absl::StatusOr<bool> AnyWaiting(store::ReadTx& tx) const;

  // Changes whenever an event has received its number.
  absl::StatusOr<int64_t> Last(store::ReadTx& tx) const;

 private:
  absl::StatusOr<bool> NumberTable(store::Tx& tx, const std::string& table) const;

  const std::vector<std::string> tables_;
  const bool exclusive_;
  mutable std::atomic<int64_t> last_ = 0;
};

}  // namespace liandong::records
