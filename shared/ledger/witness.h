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

// Cosigns what other ledgers show, by the rules of C2SP tlog-witness: only the checkpoint of a known ledger, only grown
// from the one that was cosigned before. So two histories of one ledger never both get this service's word.
// Thread-safe.
class Witness {
 public:
  // `known` by origin. A service without a cosigner knows none.
  Witness(std::optional<Cosigner> cosigner, std::map<std::string, CheckpointVerifier> known)
      : cosigner_(std::move(cosigner)), known_(std::move(known)) {}

  static const store::Migration& Schema();

  // Size of the checkpoint of the ledger that was cosigned last; 0 if there was none. LEDGER_UNKNOWN.
  absl::StatusOr<int64_t> SizeSeen(store::ReadTx& tx, const std::string& origin) const;

  // The cosignature, once the checkpoint is kept. LEDGER_UNKNOWN, CHECKPOINT_UNSIGNED, CHECKPOINT_STALE if `old_size`
  // is not the size seen, CHECKPOINT_INCONSISTENT.
  absl::StatusOr<NoteSignature> Add(store::Tx& tx, absl::string_view note, int64_t old_size, const Hashes& proof,
                                    absl::Time now) const;

  struct Accepted {
    int64_t size_seen;
    int64_t size;
  };
  // Goes on from there, whatever was seen before. LEDGER_UNKNOWN, CHECKPOINT_UNSIGNED.
  absl::StatusOr<Accepted> AcceptRestored(store::Tx& tx, absl::string_view note) const;

 private:
  static absl::Status Keep(store::Tx& tx, const Checkpoint& checkpoint);
  absl::StatusOr<Checkpoint> Authentic(absl::string_view note) const;

  std::optional<Cosigner> cosigner_;
  std::map<std::string, CheckpointVerifier> known_;
};

}  // namespace liandong::ledger
