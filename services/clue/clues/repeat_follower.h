#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "services/clue/clues/repeat_index.h"
#include "shared/store/database.h"

namespace liandong::clue {

// Keeps a RepeatIndex up to date with the store. The keys of a clue are one row, next to that of the clue filed before,
// so that storing them costs little; they are looked up only in memory. Thread-safe.
class RepeatFollower {
 public:
  // Not owned.
  explicit RepeatFollower(RepeatIndex* index) : index_(*index) {}

  static absl::Status Write(store::Tx& tx, const std::string& id, const RepeatTokens& tokens);

  // First reads the keys of all clues made at `since` or later, then of those that became visible since the last call,
  // unless this process alone writes: then whoever stores a clue adds it to the index.
  absl::Status Follow(store::ReadTx& tx, absl::Time since);
  void AloneWrites() { alone_ = true; }

 private:
  absl::Status Load(store::ReadTx& tx, absl::Time since) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status FollowEvents(store::ReadTx& tx) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status AddMissing(store::ReadTx& tx, const std::vector<std::string>& ids);

  RepeatIndex& index_;
  std::atomic<bool> alone_ = false;
  std::atomic<bool> loaded_ = false;
  absl::Mutex mutex_;
  // The sequence number of the last event that was followed.
  int64_t last_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace liandong::clue
