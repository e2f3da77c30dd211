#pragma once

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::records {

// Brings the next records after `after` into an index and sets `after` to the last of them; leaves it where there are
// none. Returns how many entries it brought.
using FillNext = absl::FunctionRef<absl::StatusOr<int64_t>(store::Tx& tx, std::string& after)>;

// Records that FillNext should bring at a time.
inline constexpr int kFilledAtOnce = 1000;

// Brings records that are older than an index into it, unless that was done before: `index` names it. Waits; may be
// ended at any moment, begun again, and done by several replicas at once.
absl::Status Fill(store::Database& database, absl::string_view index, FillNext next);

}  // namespace liandong::records
