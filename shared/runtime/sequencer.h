#pragma once

#include <functional>

#include "shared/base/clock.h"
#include "shared/ledger/ledger.h"
#include "shared/limits/limits.h"
#include "shared/records/event_order.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// For several processes that write to one database: adds waiting entries to the ledger, numbers events, and wakes the
// streams of this process that events reach, whichever process committed them. Runs on a thread of its own. One
// replica at a time does the first two.
class Sequencer : public store::BatchHook {
 public:
  // Called after each round, for metrics: the number of waiting entries and the age of the oldest.
  using Report = std::function<void(int64_t, absl::Duration)>;

  // Nothing is owned; everything must outlive it.
  Sequencer(store::Database* database, ledger::Ledger* ledger, const records::EventOrder* events,
            const base::Clock* clock, Report report);
  ~Sequencer() override;

  void Start();
  void Stop();

  // Does what there is to do now. Only while the thread is stopped.
  void SequenceNow();

  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  // Notifies that there may be something to add.
  void Committed() override { rounds_.Call(); }
  void Aborted() override {}

 private:
  // Returns whether there is more to do at once.
  bool Round();
  bool TakeIn();

  store::Database* database_;
  ledger::Ledger* ledger_;
  const records::EventOrder* events_;
  const base::Clock* clock_;
  Report report_;
  records::EventOrder::Places places_;  // of the last events of which streams were told
  absl::Duration idle_ = limits::kSequencerPoll;
  bool started_ = false;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::runtime
