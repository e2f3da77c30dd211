#pragma once

#include <functional>

#include "shared/base/clock.h"
#include "shared/contract/watch_hub.h"
#include "shared/ledger/ledger.h"
#include "shared/records/event_order.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Where several processes write to one database: takes entries that wait into the ledger, numbers events, and wakes the
// streams of this process when events came, whichever process committed them. On a thread of its own; of all replicas
// one at a time does the first two.
class Keeper : public store::BatchHook {
 public:
  // After each round, for metrics: entries that are not in the tree yet, and the age of the oldest.
  using Report = std::function<void(int64_t, absl::Duration)>;

  // Nothing is owned; all must outlive the keeper.
  Keeper(store::Database* database, const ledger::Ledger* ledger, const records::EventOrder* events,
         const base::Clock* clock, contract::WatchHub* hub, Report report);
  ~Keeper() override;

  void Start();
  void Stop();

  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  // There may be something to take in.
  void Committed() override { rounds_.Call(); }
  void Aborted() override {}

 private:
  // Whether there is more to do at once.
  bool Round();
  bool TakeIn();

  store::Database* database_;
  const ledger::Ledger* ledger_;
  const records::EventOrder* events_;
  const base::Clock* clock_;
  contract::WatchHub* hub_;
  Report report_;
  int64_t last_ = 0;
  bool started_ = false;
  // Last: it ends before what it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
