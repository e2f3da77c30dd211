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

// The ledger that is verified, wherever it is.
class Source {
 public:
  virtual ~Source() = default;
  // The latest checkpoint's note; empty before the first entry.
  virtual absl::StatusOr<std::string> Checkpoint() = 0;
  // Entries in their order from `start` on, as many as suit; none at the end.
  virtual absl::Status Entries(int64_t start, absl::FunctionRef<void(int64_t index, absl::string_view leaf)> each) = 0;
  // The leaf hash that is stored for an entry, where it can be read: it tells which entry is wrong.
  virtual absl::StatusOr<std::string> StoredHash(int64_t index) = 0;
};

// Of a database, in one transaction.
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

// Goes through a whole ledger: every leaf in its place, none altered, dropped, added or moved, up to the checkpoint,
// whose signature must verify if `verifier` is given (not owned; may be null: then `hash` says what the tree hashes
// with); and the checkpoints `saved` earlier, or
// by others, are of this ledger's past. DATA_LOSS names the first entry that is wrong. `progress` gets the number of
// entries seen.
absl::StatusOr<Checkpoint> VerifyLedger(Source& source, TreeHash hash, const CheckpointVerifier* verifier,
                                        const std::vector<Checkpoint>& saved,
                                        absl::FunctionRef<void(int64_t)> progress);

}  // namespace liandong::ledger
