#pragma once

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// Up to `limit` serialized leaves in order, beginning with `start`.
absl::Status ReadEntries(store::ReadTx& tx, int64_t start, int64_t limit,
                         absl::FunctionRef<void(int64_t index, absl::string_view leaf)> each);

}  // namespace liandong::ledger
