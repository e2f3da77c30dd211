#include "shared/obligations/sweeper.h"

#include <utility>

#include "shared/base/status_macros.h"

namespace liandong::obligations {
namespace {

constexpr char kTask[] = "obligation_sweep";

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

absl::Status Sweeper::SweepNow() {
  const absl::Time now = clock_->Now();
  LD_RETURN_IF_ERROR(OpenDue(now));
  LD_RETURN_IF_ERROR(MarkOverdue(now));
  return database_->ReadAndWait([&](store::ReadTx& tx) {
    const auto counts = book_->Overdue(tx);
    if (counts.ok()) report_(*counts);
    return counts.status();
  });
}

// Checks before it writes, because there is nearly always nothing to do.
absl::Status Sweeper::OpenDue(absl::Time now) {
  if (calendar_.due == nullptr) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(const bool due, database_->ReadValue([&](store::ReadTx& tx) { return calendar_.due(tx, now); }));
  if (!due) return absl::OkStatus();
  return database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
    return leads ? calendar_.open(tx, now) : absl::OkStatus();
  });
}

absl::Status Sweeper::MarkOverdue(absl::Time now) {
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
  for (const auto& one : overdue) LD_RETURN_IF_ERROR(tell_(tx, one, now));
  return absl::OkStatus();
}

}  // namespace liandong::obligations
