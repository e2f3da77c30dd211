#pragma once

#include <memory>
#include <vector>

#include "shared/contract/saved_replies/saved_replies.h"
#include "shared/obligations/sweeper.h"
#include "shared/outbox/relay.h"
#include "shared/runtime/cosigning.h"
#include "shared/runtime/entry_indexing.h"
#include "shared/runtime/expiry.h"
#include "shared/runtime/key_maintenance.h"
#include "shared/runtime/keys.h"
#include "shared/runtime/sequencer.h"
#include "shared/runtime/storage.h"
#include "shared/telemetry/metrics.h"

namespace liandong::runtime {

// What a process does besides its calls, each on a thread of its own.
class BackgroundWork {
 public:
  // What it works with. Nothing is owned; everything must outlive it. The storage must be stopped before it ends,
  // because it is notified of commits.
  struct Resources {
    const Config* config;
    const base::Clock* clock;
    telemetry::Metrics* metrics;
    Storage* storage;
    Keys* keys;
    const outbox::Outbox* outbox;
    const contract::SavedReplies* saved_replies;
    client::Peers* peers;
  };
  BackgroundWork(const Resources& resources, obligations::Calendar calendar);

  // Key maintenance does not wait until calls are served, because the indexes may take long to fill.
  void StartKeyMaintenance() { key_maintenance_.Start(); }
  // Starts everything else.
  void Start();
  void Stop();

  // Marks obligations that are overdue by the clock.
  absl::Status SweepNow() { return sweeper_.SweepNow(); }

  // Sends the ledger's checkpoint to the other services.
  absl::StatusOr<Cosigning::Result> ShowCheckpointNow() { return cosigning_.ShowNow(); }
  // Does so only if there is something to cosign.
  absl::StatusOr<Cosigning::Result> CosignNow() { return cosigning_.RoundNow(); }

  // Maintains the key ring: rotates, re-encrypts, destroys.
  absl::Status MaintainKeysNow() { return key_maintenance_.RoundNow(); }

  // Indexes the ledger's new entries.
  absl::Status IndexEntriesNow() { return entry_indexing_.IndexNow(); }

  // Numbers the events of replicas after Stop().
  void NumberEventsNow();

  // Deletes what is no longer kept by the clock.
  absl::Status ExpireNow() { return expiry_.ExpireNow(); }

 private:
  KeyMaintenance key_maintenance_;
  Expiry expiry_;
  EntryIndexing entry_indexing_;
  outbox::Relay relay_;
  obligations::Sweeper sweeper_;
  Cosigning cosigning_;
  // Only if several replicas share the database.
  std::unique_ptr<Sequencer> sequencer_;
};

}  // namespace liandong::runtime
