#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/tiles.h"
#include "shared/store/database.h"

// One entry for every call, written in the transaction of the call itself, and all entries in one Merkle tree.
namespace liandong::ledger {

// Appends leaves. If this process alone writes, they are in the tree, under a signed checkpoint, when the batch
// commits. If several replicas write, the leaves wait in a table, and one replica at a time adds them to the tree.
class Ledger : public store::BatchHook {
 public:
  Ledger(CheckpointSigner signer, bool exclusive) : signer_(std::move(signer)), exclusive_(exclusive) {}

  static std::vector<store::Migration> Migrations();

  TreeHash tree_hash() const { return signer_.tree_hash(); }

  // Call before the first Append. FAILED_PRECONDITION if the tree uses another hash algorithm than the key. DATA_LOSS
  // if the checkpoint does not match the stored entries and tiles. Builds the tree over the entries of an older version
  // without a tree.
  absl::Status Open(store::Tx& tx);

  // Must be the last write of its job, because the entry of a job that is undone later would describe nothing.
  absl::Status Append(store::Tx& tx, const v1::Leaf& leaf, absl::Time now);

  absl::Status BeforeCommit(store::Tx& tx) override;
  void Committed() override { waiting_.clear(); }
  void Aborted() override;

  // Adds waiting entries to the tree, unless another replica is doing so. Returns how many.
  absl::StatusOr<int64_t> TakeIn(store::Tx& tx);

  struct Backlog {
    int64_t entries = 0;
    absl::Time oldest = absl::InfiniteFuture();
  };
  static absl::StatusOr<Backlog> Waiting(store::ReadTx& tx);

  // Size of the tree.
  static absl::StatusOr<int64_t> Size(store::ReadTx& tx);

  // The note of the latest checkpoint; empty before the first entry.
  static absl::StatusOr<std::string> LatestNote(store::ReadTx& tx);

 private:
  absl::Status Integrate(store::Tx& tx, Edge& edge, const std::vector<std::string>& leaves) const;
  absl::Status WriteCheckpoint(store::Tx& tx, const Edge& edge) const;
  // Brings `edge_` to the tree of the stored checkpoint, which another replica may have written.
  absl::Status CatchUp(store::ReadTx& tx);
  absl::Status CheckTree(store::Tx& tx);
  absl::Status BuildTree(store::Tx& tx);
  // FAILED_PRECONDITION if the checkpoint is the root of the entries under the other hash algorithm.
  absl::Status CheckHash(store::ReadTx& tx, const Checkpoint& checkpoint) const;

  CheckpointSigner signer_;
  const bool exclusive_;
  // Used by the exclusive writer: the entries of the batch.
  std::vector<std::string> waiting_;
  // The tree as this process last stored it, unset if the batch was undone. Of the one writer, or of the one thread
  // that takes entries in.
  std::optional<Edge> edge_;
};

}  // namespace liandong::ledger
