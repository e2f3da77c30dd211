#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::records {

// Adds the next records after `after` to an index and sets `after` to the last of them; leaves it unchanged if there
// are none. Returns how many entries it added.
using BackfillNext = absl::FunctionRef<absl::StatusOr<int64_t>(store::Tx& tx, std::string& after)>;

// How many records BackfillNext should add at a time.
inline constexpr int kBackfilledAtOnce = 1000;

// Adds records that are older than an index to it, unless this was done before; `index` names the index. Blocks. May be
// interrupted at any moment and repeated, and several replicas may do it at once.
absl::Status Backfill(store::Database& database, absl::string_view index, BackfillNext next);

}  // namespace liandong::records
