#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/ledger/ledger.h"
#include "shared/store/database.h"
#include "shared/threads/periodic_task.h"

namespace liandong::contract {

// Refusals that were decided before anything was read. Of those of one kind by one caller, the first gets an entry of
// its own, and those of the following second share one entry with their number. Without this, a caller that is refused
// could fill the ledger, and the writer would have to write what admission control keeps out. Thread-safe.
class RefusalBursts {
 public:
  // Not owned. Stop it before the database.
  RefusalBursts(store::Database* database, ledger::Ledger* ledger);

  // Whether the refusal is counted in a burst. Otherwise it is the first, and needs an entry before its reply.
  bool Join(const ledger::v1::Leaf& leaf);

  void Start() { rounds_.Start(); }
  // Writes the entries of all bursts.
  void Stop();

  // Writes the entries of the bursts that are over. Those that cannot be written are kept for the next time.
  absl::Status WriteEnded() { return WriteOver(Which::kEnded); }

 private:
  struct Burst {
    absl::Time began;
    ledger::v1::Leaf leaf;  // refused_calls is 0 while only the first was refused
  };
  enum class Which { kEnded, kAll };

  absl::Status WriteOver(Which which);
  absl::Status WriteCollected();
  // Moves the entries that are to be written to `over_`.
  void Collect(Which which);

  store::Database* const database_;
  ledger::Ledger* const ledger_;
  absl::Mutex mutex_;
  std::map<std::string, Burst> bursts_ ABSL_GUARDED_BY(mutex_);
  // Of the one thread that writes.
  std::vector<ledger::v1::Leaf> over_;
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::contract
