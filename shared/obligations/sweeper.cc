#include "shared/obligations/sweeper.h"

#include <utility>

#include "shared/base/status_macros.h"

namespace liandong::obligations {

Sweeper::Sweeper(absl::Duration interval, store::Database* database, const Book* book, const base::Clock* clock,
                 Prepare prepare, Tell tell, Report report)
    : interval_(interval),
      database_(database),
      book_(book),
      clock_(clock),
      prepare_(std::move(prepare)),
      tell_(std::move(tell)),
      report_(std::move(report)) {}

Sweeper::~Sweeper() { Stop(); }

void Sweeper::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Sweeper::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Sweeper::Run() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&stopping_), interval_);
      if (stopping_) return;
    }
    // What could not be marked now is still there at the next look.
    SweepNow().IgnoreError();
  }
}

absl::Status Sweeper::SweepNow() {
  const absl::Time now = clock_->Now();
  if (prepare_ != nullptr) {
    LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) { return prepare_(tx, now); }));
  }
  bool more = true;
  while (more) {
    LD_RETURN_IF_ERROR(database_->ReadAndWait([&](store::ReadTx& tx) {
      const auto any = book_->AnyDue(tx, now);
      more = any.ok() && *any;
      return any.status();
    }));
    if (more) LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) { return Mark(tx, now); }));
  }
  return database_->ReadAndWait([&](store::ReadTx& tx) {
    const auto counts = book_->Overdue(tx);
    if (counts.ok()) report_(*counts);
    return counts.status();
  });
}

absl::Status Sweeper::Mark(store::Tx& tx, absl::Time now) {
  LD_ASSIGN_OR_RETURN(const auto overdue, book_->Sweep(tx, now));
  for (const auto& one : overdue) LD_RETURN_IF_ERROR(tell_(tx, one, now));
  return absl::OkStatus();
}

}  // namespace liandong::obligations
