#include "shared/runtime/sequencer.h"

#include <utility>

#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"

namespace liandong::runtime {

Sequencer::Sequencer(store::Database* database, ledger::Ledger* ledger, const records::EventOrder* events,
                     const base::Clock* clock, Report report)
    : database_(database),
      ledger_(ledger),
      events_(events),
      clock_(clock),
      report_(std::move(report)),
      places_(events->loaded()),
      // Also runs without a notification, because another replica may have died between its commit and its round. It
      // waits briefly, so that entries committed meanwhile are processed together: a round costs the same for one entry
      // as for many.
      rounds_("sequencer", {.interval = limits::kSequencerIdlePoll, .pause = limits::kSequencerPause},
              [this] { return Round(); }) {}

Sequencer::~Sequencer() { Stop(); }

void Sequencer::Start() {
  started_ = true;
  rounds_.Call();
  rounds_.Start();
}

void Sequencer::Stop() {
  rounds_.Stop();
  if (!std::exchange(started_, false)) return;
  // When the process ends, everything it has committed is in the tree, unless the database is unavailable.
  SequenceNow();
}

void Sequencer::SequenceNow() {
  while (Round()) continue;
}

// Checks before it writes, because another replica may have done the work.
bool Sequencer::Round() {
  records::EventOrder::Places places;
  std::vector<std::string> keys;
  ledger::Ledger::Backlog backlog;
  bool unnumbered = false;
  const absl::Status read = database_->ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
    places = places_;
    LD_ASSIGN_OR_RETURN(keys, events_->KeysSince(tx, places));
    LD_ASSIGN_OR_RETURN(backlog, ledger::Ledger::Waiting(tx));
    LD_ASSIGN_OR_RETURN(unnumbered, events_->AnyWaiting(tx));
    return absl::OkStatus();
  });
  if (!read.ok()) return false;
  report_(backlog.entries, backlog.entries == 0 ? absl::ZeroDuration() : clock_->Now() - backlog.oldest);
  places_ = std::move(places);
  events_->Tell(keys);
  const bool waiting = backlog.entries > 0 || unnumbered;
  // While nothing happens, it looks ever less often.
  idle_ = waiting || !keys.empty() ? limits::kSequencerPoll : 2 * idle_;
  rounds_.CallWithin(idle_);
  const bool taken = waiting && TakeIn();
  // More events may have been numbered than were read.
  return taken || !keys.empty();
}

bool Sequencer::TakeIn() {
  int64_t taken = 0;
  bool numbered = false;
  // What fails now is done in the next round.
  const absl::Status done = database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(taken, ledger_->TakeIn(tx));
    LD_ASSIGN_OR_RETURN(numbered, events_->Number(tx));
    return absl::OkStatus();
  });
  return done.ok() && (taken > 0 || numbered);
}

}  // namespace liandong::runtime
