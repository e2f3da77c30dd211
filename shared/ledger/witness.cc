#include "shared/ledger/witness.h"

#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"

namespace liandong::ledger {
namespace {

struct Seen {
  int64_t size;
  std::string root;
};

absl::StatusOr<Seen> ReadSeen(store::ReadTx& tx, const std::string& origin, TreeHash hash) {
  Seen seen{0, EmptyRoot(hash)};
  LD_RETURN_IF_ERROR(tx.Query("SELECT size, root FROM ledger_witnessed WHERE origin = $1", {absl::string_view(origin)},
                              [&](const store::Row& row) {
                                seen = {row.Int(0), std::string(row.Bytes(1))};
                              }));
  return seen;
}

}  // namespace

std::vector<store::Migration> Witness::Migrations() {
  return {
      {.version = 1,
       .component = "ledger_witness",
       .sql = "CREATE TABLE ledger_witnessed (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL)"}};
}

absl::StatusOr<int64_t> Witness::SizeSeen(store::ReadTx& tx, const std::string& origin) const {
  if (!cosigner_.has_value() || !known_.contains(origin))
    return errors::Refuse(contract::v1::ERROR_REASON_LEDGER_UNKNOWN);
  LD_ASSIGN_OR_RETURN(const Seen seen, ReadSeen(tx, origin, known_.at(origin).tree_hash()));
  return seen.size;
}

absl::StatusOr<NoteSignature> Witness::Add(store::Tx& tx, absl::string_view note, int64_t old_size, const Hashes& proof,
                                           absl::Time now) const {
  LD_ASSIGN_OR_RETURN(const Checkpoint checkpoint, Authentic(note));
  const TreeHash hash = known_.at(checkpoint.origin).tree_hash();
  LD_ASSIGN_OR_RETURN(const Seen seen, ReadSeen(tx, checkpoint.origin, hash));
  if (old_size != seen.size) return errors::Refuse(contract::v1::ERROR_REASON_CHECKPOINT_STALE);
  if (!VerifyConsistency(hash, seen.size, seen.root, checkpoint.size, checkpoint.root, proof).ok()) {
    return errors::Refuse(contract::v1::ERROR_REASON_CHECKPOINT_INCONSISTENT);
  }
  LD_RETURN_IF_ERROR(Keep(tx, checkpoint));
  return cosigner_->Cosign(CheckpointText(checkpoint), now);
}

absl::StatusOr<Witness::Accepted> Witness::AcceptRestored(store::Tx& tx, absl::string_view note) const {
  LD_ASSIGN_OR_RETURN(const Checkpoint checkpoint, Authentic(note));
  LD_ASSIGN_OR_RETURN(const int64_t seen, SizeSeen(tx, checkpoint.origin));
  LD_RETURN_IF_ERROR(Keep(tx, checkpoint));
  return Accepted{seen, checkpoint.size};
}

absl::Status Witness::Keep(store::Tx& tx, const Checkpoint& checkpoint) {
  return tx.Put(
      "INSERT INTO ledger_witnessed (origin, size, root) VALUES ($1, $2, $3) ON CONFLICT (origin) DO UPDATE SET "
      "size = excluded.size, root = excluded.root",
      {absl::string_view(checkpoint.origin), checkpoint.size, store::Blob{checkpoint.root}});
}

absl::StatusOr<Checkpoint> Witness::Authentic(absl::string_view note) const {
  const auto unsigned_one = errors::Refuse(contract::v1::ERROR_REASON_CHECKPOINT_UNSIGNED);
  const auto checkpoint = CheckpointIn(note);
  if (!checkpoint.ok()) return unsigned_one;
  const auto known = known_.find(checkpoint->origin);
  if (!cosigner_.has_value() || known == known_.end()) return errors::Refuse(contract::v1::ERROR_REASON_LEDGER_UNKNOWN);
  return known->second.Verify(note).ok() ? checkpoint : unsigned_one;
}

}  // namespace liandong::ledger
