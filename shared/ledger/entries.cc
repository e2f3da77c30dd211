#include "shared/ledger/entries.h"

namespace liandong::ledger {

absl::Status ReadEntries(store::ReadTx& tx, int64_t start, int64_t limit,
                         absl::FunctionRef<void(int64_t index, absl::string_view leaf)> each) {
  return tx.Query("SELECT seq, leaf FROM ledger_leaf WHERE seq >= $1 ORDER BY seq LIMIT $2", {start, limit},
                  [&](const store::Row& row) { each(row.Int(0), row.Bytes(1)); });
}

}  // namespace liandong::ledger
