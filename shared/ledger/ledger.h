#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/ledger/checkpoint.h"
#include "shared/store/database.h"

// One entry for every call, in the transaction of the call itself.
namespace liandong::ledger {

// Appends leaves and signs, once a batch, a checkpoint over all of them. One per database; used on its writer thread.
class Ledger : public store::BatchHook {
 public:
  explicit Ledger(CheckpointSigner signer) : signer_(std::move(signer)) {}

  static const store::Migration& Schema();

  // Reads where the ledger stands; before the first Append. DATA_LOSS if the checkpoint and the last entry differ.
  absl::Status Load(store::ReadTx& tx);

  // Must be the last write of its job: an entry of a job that is undone afterwards would leave a gap.
  absl::Status Append(store::Tx& tx, const v1::Leaf& leaf);

  absl::Status BeforeCommit(store::Tx& tx) override;
  void Committed() override { committed_ = pending_; }
  void Aborted() override { pending_ = committed_; }

 private:
  struct Head {
    int64_t size = 0;
    std::string chain;
  };

  CheckpointSigner signer_;
  Head committed_;
  Head pending_;
};

}  // namespace liandong::ledger
