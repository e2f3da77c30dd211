#pragma once

#include <functional>
#include <map>
#include <vector>

#include "shared/base/clock.h"
#include "shared/obligations/book.h"
#include "shared/threads/periodic_task.h"

namespace liandong::obligations {

// Opens what the calendar makes due. Both functions may be empty.
struct Calendar {
  // Whether there is something to open.
  std::function<absl::StatusOr<bool>(store::ReadTx&, absl::Time now)> due;
  std::function<absl::Status(store::Tx&, absl::Time now)> open;
};

// Marks obligations overdue when their time passes, on a thread of its own. One replica at a time does this.
class Sweeper {
 public:
  // Called in the transaction that marks the obligations, to inform the owners and the conference office.
  using Tell = std::function<absl::Status(store::Tx&, const std::vector<obligation::v1::Obligation>&, absl::Time now)>;
  // Called after a sweep, for metrics, with the overdue obligations, if their number may have changed.
  using Report = std::function<void(const std::map<Kind, int64_t>&)>;

  // Nothing is owned; everything must outlive the sweeper. Sweeps once per `interval`, or only on request if that is
  // infinite.
  Sweeper(absl::Duration interval, store::Database* database, const Book* book, const base::Clock* clock,
          Calendar calendar, Tell tell, Report report);

  void Start() { rounds_.Start(); }
  void Stop() { rounds_.Stop(); }

  // Marks everything that is overdue now, and waits until this is done.
  absl::Status SweepNow();

 private:
  absl::Status OpenDue(absl::Time now);
  absl::Status MarkOverdue(absl::Time now);
  absl::Status Mark(store::Tx& tx, absl::Time now);
  absl::Status Count(absl::Time now);

  store::Database* database_;
  const Book* book_;
  const base::Clock* clock_;
  Calendar calendar_;
  Tell tell_;
  Report report_;
  bool changed_ = true;  // the number of overdue obligations, perhaps
  absl::Time counted_;   // when they were last counted
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::obligations
