#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/contract/saved_replies/saved_replies.h"
#include "shared/outbox/outbox.h"
#include "shared/records/table.h"
#include "shared/runtime/keys.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Maintains the key ring on a thread of its own. It begins a new epoch when the current one is old enough, re-encrypts
// older records, destroys older epochs, and encrypts the ring under the newest root key. One replica at a time does
// each step.
class KeyMaintenance {
 public:
  // What is encrypted with the ring: the records of these types, saved replies and messages. Nothing else may be.
  struct Encrypted {
    std::vector<const records::RecordType*> types;
    const contract::SavedReplies* replies;
    const outbox::Outbox* outbox;
  };
  // Called after each round, for metrics.
  using Report = std::function<void(const seal::KeyStore::Age&, absl::Time now)>;

  // Nothing is owned; everything must outlive it. One epoch lasts for `epoch`.
  KeyMaintenance(absl::Duration epoch, Keys* keys, store::Database* database, const base::Clock* clock,
                 const Encrypted& encrypted, Report report);

  static std::vector<store::Migration> Migrations();

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Runs one round now. The age of the ring is reported even if the round failed.
  absl::Status RoundNow();

 private:
  // Re-encrypts some rows of a table after an id.
  using Reencrypt = std::function<absl::StatusOr<int>(store::Tx&, std::string& after, int limit)>;

  absl::Status KeepUp();
  absl::StatusOr<seal::KeyStore::Age> Ages();
  absl::Status RotateAndRewrap();
  absl::Status RetireOlder();
  // Whether no replica has encrypted in any but the newest epoch for a long time.
  bool Settled(absl::Time newest);
  // False if another replica is doing this, or if this process is stopping.
  absl::StatusOr<bool> ReencryptAll();
  absl::StatusOr<bool> ReencryptTable(const Reencrypt& reencrypt, int64_t& rows);
  // Runs as the only one of all replicas, or not at all.
  absl::StatusOr<bool> AsTheOnlyOne(absl::FunctionRef<absl::Status(store::Tx&)> run);

  const absl::Duration epoch_;
  Keys* const keys_;
  store::Database* const database_;
  const base::Clock* const clock_;
  std::vector<records::SealedTable> tables_;
  const contract::SavedReplies* const replies_;
  const outbox::Outbox* const outbox_;
  const Report report_;
  // The current epoch, and since when this process uses it, by a clock that nobody can set.
  std::string current_;
  std::chrono::steady_clock::time_point current_since_;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
