#include "shared/runtime/entry_indexing.h"

#include "shared/base/status_macros.h"
#include "shared/ledger/entry_index.h"
#include "shared/limits/limits.h"

namespace liandong::runtime {

EntryIndexing::EntryIndexing(store::Database* database)
    : database_(database),
      // What fails now is done in a later round.
      rounds_("ledger-index", {.interval = limits::kEntryIndexInterval}, [this] { return Round().value_or(false); }) {}

absl::Status EntryIndexing::IndexNow() {
  for (bool more = true; more;) {
    LD_ASSIGN_OR_RETURN(more, Round());
  }
  return absl::OkStatus();
}

// Entries are read before the transaction that stores what they add, because calls wait for that transaction.
absl::StatusOr<bool> EntryIndexing::Round() {
  LD_ASSIGN_OR_RETURN(const ledger::IndexedBatch batch, database_->ReadValue(ledger::ReadUnindexed));
  if (batch.begin == batch.end) return false;
  // If another replica is doing this, the rest is its work.
  bool stored = false;
  LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(stored, ledger::StoreIndexed(tx, batch));
    return absl::OkStatus();
  }));
  return stored;
}

}  // namespace liandong::runtime
