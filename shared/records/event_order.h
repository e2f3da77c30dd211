#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "shared/records/event_address.h"
#include "shared/store/database.h"

namespace liandong::records {

// Assigns sequence numbers to events, so that watchers can resume. Every event table is an EventTable. Numbers increase
// in the order in which events become visible, so that somebody who has read up to a number cannot miss an earlier one.
// If one process writes alone, it numbers events as it writes them and, after each batch, notifies the watchers whom
// its events reach. If several write, one of them at a time numbers committed events afterwards, and each process looks
// for events that were numbered. Thread-safe.
class EventOrder : public store::BatchHook {
 public:
  // Receives the keys of the watchers whom committed events reach (event_address.h).
  using Listener = std::function<void(const std::vector<std::string>& keys)>;
  // The last sequence number in each table.
  using Places = std::map<std::string, int64_t>;

  EventOrder(std::vector<std::string> tables, bool exclusive, Listener listener)
      : tables_(std::move(tables)), exclusive_(exclusive), listener_(std::move(listener)) {}

  static std::vector<store::Migration> Migrations();

  // Whether this process writes alone.
  bool exclusive() const { return exclusive_; }

  // The position before the first event.
  absl::Status Load(store::ReadTx& tx);

  // The value of `place` for the row of a new event.
  store::Value Next(const EventAddress& event) const;

  // Numbers committed events that have no sequence number. Returns whether there were any.
  absl::StatusOr<bool> Number(store::Tx& tx) const;

  // Whether there are events to number.
  absl::StatusOr<bool> AnyWaiting(store::ReadTx& tx) const;

  // The last sequence numbers when this process began.
  const Places& loaded() const { return loaded_; }
  // Reads which events received numbers after `places`, which are set to the last that it has read. Returns the keys of
  // the watchers whom they reach.
  absl::StatusOr<std::vector<std::string>> KeysSince(store::ReadTx& tx, Places& places) const;
  void Tell(const std::vector<std::string>& keys) const {
    if (!keys.empty()) listener_(keys);
  }

  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  void Committed() override;
  void Aborted() override;

 private:
  absl::StatusOr<bool> NumberTable(store::Tx& tx, const std::string& table) const;

  const std::vector<std::string> tables_;
  const bool exclusive_;
  const Listener listener_;
  Places loaded_;
  mutable std::atomic<int64_t> last_ = 0;
  // Of the batch that is being written.
  mutable absl::Mutex mutex_;
  mutable std::vector<std::string> written_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::records
