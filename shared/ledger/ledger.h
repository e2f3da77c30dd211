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

// One entry for every call, kept in the transaction of the call itself, and all entries in one Merkle tree.
namespace liandong::ledger {

// Appends leaves. Where this process alone writes, they are in the tree, under a signed checkpoint, when the batch
// commits. Where several do, they wait beside it and one replica at a time takes them in.
class Ledger : public store::BatchHook {
 public:
  Ledger(CheckpointSigner signer, bool exclusive) : signer_(std::move(signer)), exclusive_(exclusive) {}

  static std::vector<store::Migration> Schemas();

  TreeHash tree_hash() const { return signer_.tree_hash(); }

  // Before the first Append. FAILED_PRECONDITION if the tree was begun with another hash than the key's. DATA_LOSS if
  // the checkpoint is not that of the entries and tiles that are there. Builds the tree over the entries of a version
  // that had none.
  absl::Status Open(store::Tx& tx);

  // Must be the last write of its job: an entry of a job that is undone afterwards would stand for nothing.
  absl::Status Append(store::Tx& tx, const v1::Leaf& leaf, absl::Time now);

  absl::Status BeforeCommit(store::Tx& tx) override;
  void Committed() override { waiting_.clear(); }
  void Aborted() override;

  // Takes in entries that wait, unless another replica is at it; how many.
  absl::StatusOr<int64_t> TakeIn(store::Tx& tx) const;

  struct Backlog {
    int64_t entries = 0;
    absl::Time oldest = absl::InfiniteFuture();
  };
  static absl::StatusOr<Backlog> Waiting(store::ReadTx& tx);

  // Of the tree.
  static absl::StatusOr<int64_t> Size(store::ReadTx& tx);

  // The latest checkpoint's note; empty before the first entry.
  static absl::StatusOr<std::string> LatestNote(store::ReadTx& tx);

 private:
  absl::Status Integrate(store::Tx& tx, Edge& edge, const std::vector<std::string>& leaves) const;
  absl::Status WriteCheckpoint(store::Tx& tx, const Edge& edge) const;
  absl::Status CheckTree(store::Tx& tx);
  absl::Status BuildTree(store::Tx& tx);
  absl::Status CheckHash(store::ReadTx& tx) const;

  CheckpointSigner signer_;
  const bool exclusive_;
  // Of the exclusive writer: the entries of the batch, and the tree as it was last stored; none if that was undone.
  std::vector<std::string> waiting_;
  std::optional<Edge> edge_;
};

}  // namespace liandong::ledger
