#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

namespace liandong::seal {

// A table of encrypted texts at version 1 that have no record key, and its columns.
struct SealedColumn {
  absl::string_view table;
  absl::string_view id;
  absl::string_view sealed;
};

// Re-encrypts, with the key of the current epoch, the rows that are not. Reads up to `limit` rows after the id `after`,
// which is set to the last. Returns how many it read.
absl::StatusOr<int> Reencrypt(store::Tx& tx, const Sealer& sealer, const SealedColumn& column, std::string& after,
                              int limit);

}  // namespace liandong::seal
