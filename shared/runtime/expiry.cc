#include "shared/runtime/expiry.h"

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"

namespace liandong::runtime {
namespace {

constexpr char kTask[] = "expiry";
// Rows changed in one transaction, few enough that calls wait no longer than for one of their own batches.
constexpr int kAtOnce = 200;

}  // namespace

Expiry::Expiry(store::Database* database, const base::Clock* clock, const contract::SavedReplies* replies)
    : database_(database),
      clock_(clock),
      replies_(replies),
      // What fails now is done in a later round.
      rounds_(kTask, {.interval = limits::kExpiryInterval}, [this] { return Round().value_or(false); }) {}

std::vector<store::Migration> Expiry::Migrations() {
  return {{.version = 1, .component = kTask, .sql = absl::StrCat("INSERT INTO lead VALUES ('", kTask, "')")}};
}

absl::Status Expiry::ExpireNow() {
  for (bool more = true; more;) {
    LD_ASSIGN_OR_RETURN(more, Round());
  }
  return absl::OkStatus();
}

// Checks before it writes, because there is often nothing to do.
absl::StatusOr<bool> Expiry::Round() {
  const absl::Time now = clock_->Now();
  bool more = false;
  LD_ASSIGN_OR_RETURN(more, database_->ReadValue([&](store::ReadTx& tx) { return replies_->AnyExpired(tx, now); }));
  if (!more) return false;
  LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    // If another replica is doing this, the rest is its work.
    LD_ASSIGN_OR_RETURN(more, tx.Lead(kTask));
    return more ? replies_->Expire(tx, now, kAtOnce) : absl::OkStatus();
  }));
  return more;
}

}  // namespace liandong::runtime
