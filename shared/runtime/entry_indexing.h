#pragma once

#include "absl/status/statusor.h"
#include "shared/store/database.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Adds the ledger's new entries to the index of its entries, on a thread of its own. One replica at a time does this.
class EntryIndexing {
 public:
  // Not owned; must outlive it.
  explicit EntryIndexing(store::Database* database);

  void Start() {
    rounds_.Call();
    rounds_.Start();
  }
  void Stop() { rounds_.Stop(); }

  // Indexes all entries, unless another replica is doing so, and waits until this is done.
  absl::Status IndexNow();

 private:
  // Returns whether there may be more.
  absl::StatusOr<bool> Round();

  store::Database* database_;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
