#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// Visits the entries of calls that arrived in the half-open time span, from the newest back to the entry `first`, until
// `each` returns false. Entries are in the order of their commits, so it reads a little further back than `from`.
absl::Status ReadNewest(store::ReadTx& tx, int64_t first, absl::Time from, absl::Time until,
                        absl::FunctionRef<bool(int64_t index, const v1::Leaf& leaf)> each);

}  // namespace liandong::ledger
