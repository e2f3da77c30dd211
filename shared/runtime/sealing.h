#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/contract/saved_replies.h"
#include "shared/outbox/outbox.h"
#include "shared/records/table.h"
#include "shared/seal/key_store.h"
#include "shared/seal/record_sealer.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// The key ring of one process, and its maintenance on a thread of its own. It begins a new epoch when the current one
// is old enough, re-encrypts older records, destroys older epochs, and encrypts the ring under the newest root key. One
// replica at a time does each step.
class Sealing {
 public:
  struct Settings {
    std::string root_keys;  // as in RootKeys::Open
    std::string former_root_keys;
    seal::Suite suite;
    absl::Duration epoch;  // how long one epoch lasts
  };
  // Called after each round, for metrics.
  using Report = std::function<void(const seal::KeyStore::Age&, absl::Time now)>;

  // Opens the ring of a migrated database. `database` and `clock` are not owned. `in_use` means that there were calls
  // before.
  static absl::StatusOr<std::unique_ptr<Sealing>> Open(const Settings& settings, store::Database* database,
                                                       const base::Clock* clock, bool in_use);

  static std::vector<store::Migration> Migrations();

  const seal::KeyRing& ring() const { return *ring_; }
  const seal::Sealer& sealer() const { return *sealer_; }
  const seal::RecordSealer& records() const { return *records_; }

  // Begins the maintenance of the records of these types, of saved replies and of messages; nothing is owned. Nothing
  // else may be encrypted.
  void Start(const std::vector<const records::RecordType*>& types, const contract::SavedReplies* replies,
             const outbox::Outbox* outbox, Report report);
  void Stop();

  // Runs one round now. The age of the ring is reported even if the round failed.
  absl::Status RoundNow();

 private:
  // Re-encrypts some rows of a table after an id.
  using Freshen = std::function<absl::StatusOr<int>(store::Tx&, std::string& after, int limit)>;

  Sealing(const Settings& settings, store::Database* database, const base::Clock* clock)
      : settings_(settings), database_(database), clock_(clock) {}

  // Every process knows the epochs created before this time.
  absl::Time Announced() const;
  absl::Status KeepUp();
  absl::Status Refresh();
  absl::StatusOr<seal::KeyStore::Age> Ages();
  absl::Status RotateAndRewrap();
  absl::Status RetireOlder();
  // Whether no replica has encrypted in any but the newest epoch for a long time.
  bool Settled(absl::Time newest);
  // False if another replica is doing this, or if this process is stopping.
  absl::StatusOr<bool> FreshenAll();
  absl::StatusOr<bool> FreshenTable(const Freshen& freshen, int64_t& rows);
  // Runs as the only one of all replicas, or not at all.
  absl::StatusOr<bool> AsTheOnlyOne(absl::FunctionRef<absl::Status(store::Tx&)> run);

  const Settings settings_;
  store::Database* const database_;
  const base::Clock* const clock_;
  std::unique_ptr<seal::RootKeys> roots_;
  std::unique_ptr<seal::KeyStore> keys_;
  std::unique_ptr<seal::KeyRing> ring_;
  std::unique_ptr<seal::Sealer> sealer_;
  std::unique_ptr<seal::RecordSealer> records_;
  std::vector<records::SealedTable> tables_;
  const contract::SavedReplies* replies_ = nullptr;
  const outbox::Outbox* outbox_ = nullptr;
  Report report_;
  // The current epoch, and since when this process uses it, by a clock that nobody can set.
  std::string sealing_;
  std::chrono::steady_clock::time_point sealing_since_;
  // Declared last, so that it ends before the members that it uses.
  std::unique_ptr<threads::PeriodicTask> rounds_;
};

}  // namespace liandong::runtime
