#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/cosignature.h"
#include "shared/ledger/merkle.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// Cosigns checkpoints of other ledgers by the rules of C2SP tlog-witness: only of a known ledger, and only if it has
// grown from the checkpoint cosigned before. Two histories of one ledger are therefore never both cosigned by this
// service. Thread-safe.
class Witness {
 public:
  // `known` is by origin. A service without a cosigner knows no ledgers.
  Witness(std::optional<Cosigner> cosigner, std::map<std::string, CheckpointVerifier> known)
      : cosigner_(std::move(cosigner)), known_(std::move(known)) {}

  static std::vector<store::Migration> Migrations();

  // The size of the checkpoint that was cosigned last for this ledger; 0 if there is none. LEDGER_UNKNOWN.
  absl::StatusOr<int64_t> SizeSeen(store::ReadTx& tx, const std::string& origin) const;

  // Stores the checkpoint and returns the cosignature. LEDGER_UNKNOWN, CHECKPOINT_UNSIGNED, CHECKPOINT_STALE if
  // `old_size` is not the size last seen, CHECKPOINT_INCONSISTENT.
  absl::StatusOr<NoteSignature> Add(store::Tx& tx, absl::string_view note, int64_t old_size, const Hashes& proof,
                                    absl::Time now) const;

  struct Accepted {
    int64_t size_seen;
    int64_t size;
  };
  // Continues from this checkpoint, whatever was seen before. LEDGER_UNKNOWN, CHECKPOINT_UNSIGNED.
  absl::StatusOr<Accepted> AcceptRestored(store::Tx& tx, absl::string_view note) const;

 private:
  static absl::Status Keep(store::Tx& tx, const Checkpoint& checkpoint);
  absl::StatusOr<Checkpoint> Authentic(absl::string_view note) const;

  std::optional<Cosigner> cosigner_;
  std::map<std::string, CheckpointVerifier> known_;
};

}  // namespace liandong::ledger
