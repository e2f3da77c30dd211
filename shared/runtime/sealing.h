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

// The key ring of one process, and its upkeep on a thread of its own: a new epoch when the newest is old enough, what
// older ones sealed is sealed anew, and they are destroyed; wrapping with the newest root key. Of all replicas one at a
// time does each step.
class Sealing {
 public:
  struct Settings {
    std::string root_keys;  // as RootKeys::Open has it
    std::string former_root_keys;
    seal::Suite suite;
    absl::Duration epoch;  // how long one lasts
  };
  // After each round, for metrics.
  using Report = std::function<void(const seal::KeyStore::Age&, absl::Time now)>;

  // Of a migrated database. `database` and `clock` are not owned. `in_use`: there were calls before.
  static absl::StatusOr<std::unique_ptr<Sealing>> Open(const Settings& settings, store::Database* database,
                                                       const base::Clock* clock, bool in_use);

  static std::vector<store::Migration> Migrations();

  const seal::KeyRing& ring() const { return *ring_; }
  const seal::Sealer& sealer() const { return *sealer_; }
  const seal::RecordSealer& records() const { return *records_; }

  // Begins the upkeep of the records of these types, of replies and of messages; nothing is owned. There must be
  // nothing else that holds what is sealed.
  void Start(const std::vector<const records::RecordType*>& types, const contract::SavedReplies* replies,
             const outbox::Outbox* outbox, Report report);
  void Stop();

  // One round of it, now. The ring's age is reported whether or not it could be kept up.
  absl::Status RoundNow();

 private:
  // Seals anew some rows of a table after an id.
  using Freshen = std::function<absl::StatusOr<int>(store::Tx&, std::string& after, int limit)>;

  Sealing(const Settings& settings, store::Database* database, const base::Clock* clock)
      : settings_(settings), database_(database), clock_(clock) {}

  // Epochs from before then are known to every process.
  absl::Time Announced() const;
  absl::Status KeepUp();
  absl::Status Refresh();
  absl::StatusOr<seal::KeyStore::Age> Ages();
  absl::Status RotateAndRewrap();
  absl::Status RetireOlder();
  // Whether no replica seals in any but the newest epoch, nor has for long.
  bool Settled(absl::Time newest);
  // False if another replica is at it, or this process stops.
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
  // The epoch that seals, and since when it does so in this process: by a clock that nobody sets.
  std::string sealing_;
  std::chrono::steady_clock::time_point sealing_since_;
  // Last: it ends before what it uses.
  std::unique_ptr<threads::PeriodicTask> rounds_;
};

}  // namespace liandong::runtime
