#include "shared/obligations/sweeper.h"

#include <utility>

#include "shared/base/status_macros.h"

namespace liandong::obligations {
namespace {

constexpr char kTask[] = "obligation_sweep";
// How often they are counted because of what other replicas may have done.
constexpr absl::Duration kCountAmongReplicas = absl::Minutes(1);

}  // namespace

Sweeper::Sweeper(absl::Duration interval, store::Database* database, const Book* book, const base::Clock* clock,
                 Calendar calendar, Tell tell, Report report)
    : database_(database),
      book_(book),
      clock_(clock),
      calendar_(std::move(calendar)),
      tell_(std::move(tell)),
      report_(std::move(report)),
      rounds_("sweeper", {.interval = interval}, [this] {
        // Obligations that could not be marked now are still there at the next sweep.
        SweepNow().IgnoreError();
        return false;
      }) {}

// Reads everything in one transaction, because there is nearly always nothing to do.
absl::Status Sweeper::SweepNow() {
  const absl::Time now = clock_->Now();
  bool open = false;
  bool overdue = false;
  LD_RETURN_IF_ERROR(database_->ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
    if (calendar_.due != nullptr) {
      LD_ASSIGN_OR_RETURN(open, calendar_.due(tx, now));
    }
    LD_ASSIGN_OR_RETURN(overdue, book_->AnyDue(tx, now));
    return absl::OkStatus();
  }));
  if (open) LD_RETURN_IF_ERROR(OpenDue(now));
  if (open || overdue) LD_RETURN_IF_ERROR(MarkOverdue(now));
  return Count(now);
}

// Counting reads every overdue obligation, so it is not done at each sweep.
absl::Status Sweeper::Count(absl::Time now) {
  const bool closed = book_->TakeClosedLate();
  const bool by_others = !database_->exclusive() && now - counted_ >= kCountAmongReplicas;
  if (!changed_ && !closed && !by_others) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(const auto counts, database_->ReadValue([&](store::ReadTx& tx) { return book_->Overdue(tx); }));
  report_(counts);
  counted_ = now;
  // The transaction that closed an obligation may have ended only now.
  changed_ = closed;
  return absl::OkStatus();
}

absl::Status Sweeper::OpenDue(absl::Time now) {
  return database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
    return leads ? calendar_.open(tx, now) : absl::OkStatus();
  });
}

absl::Status Sweeper::MarkOverdue(absl::Time now) {
  changed_ = true;
  for (bool more = true; more;) {
    LD_ASSIGN_OR_RETURN(more, database_->ReadValue([&](store::ReadTx& tx) { return book_->AnyDue(tx, now); }));
    if (!more) break;
    LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
      // If another replica is doing this, the rest is its work.
      LD_ASSIGN_OR_RETURN(more, tx.Lead(kTask));
      return more ? Mark(tx, now) : absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::Status Sweeper::Mark(store::Tx& tx, absl::Time now) {
  LD_ASSIGN_OR_RETURN(const auto overdue, book_->Sweep(tx, now));
  return overdue.empty() ? absl::OkStatus() : tell_(tx, overdue, now);
}

}  // namespace liandong::obligations
