#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/tiles.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// The source of the ledger to be verified.
class Source {
 public:
  virtual ~Source() = default;
  // The note of the latest checkpoint; empty before the first entry.
  virtual absl::StatusOr<std::string> Checkpoint() = 0;
  // Visits entries in order, beginning with `start`, as many as the source chooses; none at the end.
  virtual absl::Status Entries(int64_t start, absl::FunctionRef<void(int64_t index, absl::string_view leaf)> each) = 0;
  // The stored leaf hash of an entry, if it can be read. It shows which entry is wrong.
  virtual absl::StatusOr<std::string> StoredHash(int64_t index) = 0;
};

// Reads a database in one transaction.
class StoredSource : public Source {
 public:
  // Not owned.
  StoredSource(store::ReadTx* tx, TreeHash hash) : tx_(tx), tiles_(tx, hash) {}
  absl::StatusOr<std::string> Checkpoint() override;
  absl::Status Entries(int64_t start, absl::FunctionRef<void(int64_t, absl::string_view)> each) override;
  absl::StatusOr<std::string> StoredHash(int64_t index) override { return tiles_(0, index); }

 private:
  store::ReadTx* tx_;
  StoredTiles tiles_;
};

// Verifies a whole ledger. No leaf may be altered, dropped, added or moved, up to the checkpoint. The checkpoint's
// signature must verify if `verifier` is given (not owned; if it is null, `hash` is the algorithm of the tree). The
// ledger must continue the checkpoints `saved` earlier or by others. DATA_LOSS names the first wrong entry, unless it
// was altered and belongs to the last tile, whose hashes are not stored. `progress` receives the number of entries
// read.
absl::StatusOr<Checkpoint> VerifyLedger(Source& source, TreeHash hash, const CheckpointVerifier* verifier,
                                        const std::vector<Checkpoint>& saved,
                                        absl::FunctionRef<void(int64_t)> progress);

}  // namespace liandong::ledger
