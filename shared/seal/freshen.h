#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

namespace liandong::seal {

// A table of sealed texts that have no key of their own and stand at version 1, and its columns.
struct SealedColumn {
  absl::string_view table;
  absl::string_view id;
  absl::string_view sealed;
};

// Seals anew, in the epoch that seals now, what is not: up to `limit` rows after the id `after`, which becomes the
// last; how many it looked at.
absl::StatusOr<int> Freshen(store::Tx& tx, const Sealer& sealer, const SealedColumn& column, std::string& after,
                            int limit);

}  // namespace liandong::seal
