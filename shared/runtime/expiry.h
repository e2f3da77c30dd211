#pragma once

#include <vector>

#include "shared/base/clock.h"
#include "shared/contract/saved_replies/saved_replies.h"
#include "shared/store/database.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Deletes saved replies whose retention has passed, on a thread of its own. One replica at a time does this.
class Expiry {
 public:
  // Nothing is owned; everything must outlive it.
  Expiry(store::Database* database, const base::Clock* clock, const contract::SavedReplies* replies);

  static std::vector<store::Migration> Migrations();

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Deletes everything whose time has passed, a few rows in each transaction, and waits until this is done.
  absl::Status ExpireNow();

 private:
  // Returns whether there may be more.
  absl::StatusOr<bool> Round();

  store::Database* database_;
  const base::Clock* clock_;
  const contract::SavedReplies* replies_;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
