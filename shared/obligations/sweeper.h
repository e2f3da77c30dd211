#pragma once

#include <functional>
#include <map>

#include "shared/base/clock.h"
#include "shared/obligations/book.h"
#include "shared/threads/periodic_task.h"

namespace liandong::obligations {

// What the calendar makes due. Both may be empty.
struct Calendar {
  // Whether there is something to open.
  std::function<absl::StatusOr<bool>(store::ReadTx&, absl::Time now)> due;
  std::function<absl::Status(store::Tx&, absl::Time now)> open;
};

// Marks obligations overdue as their time passes, on a thread of its own. Of several replicas one does so at a time.
class Sweeper {
 public:
  // In the transaction that marks it: to tell the owner and the conference's office.
  using Tell = std::function<absl::Status(store::Tx&, const obligation::v1::Obligation&, absl::Time now)>;
  // After each sweep, for metrics: unmet ones past their time.
  using Report = std::function<void(const std::map<Kind, int64_t>&)>;

  // Nothing is owned; all must outlive the sweeper.
  // Sweeps once in `interval`; never by itself if that is infinite.
  Sweeper(absl::Duration interval, store::Database* database, const Book* book, const base::Clock* clock,
          Calendar calendar, Tell tell, Report report);

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Marks all that is overdue now, and waits for it.
  absl::Status SweepNow();

 private:
  absl::Status OpenDue(absl::Time now);
  absl::Status MarkOverdue(absl::Time now);
  absl::Status Mark(store::Tx& tx, absl::Time now);

  store::Database* database_;
  const Book* book_;
  const base::Clock* clock_;
  Calendar calendar_;
  Tell tell_;
  Report report_;
  // Last: it ends before what it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::obligations
