#include "shared/ledger/verify.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/chain.h"

namespace liandong::ledger {
namespace {

// Walks the entries in order and keeps the first fault.
class Walk {
 public:
  void See(int64_t seq, absl::string_view leaf, absl::string_view chain) {
    if (!fault_.ok()) return;
    if (seq != size_ + 1) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", size_ + 1, " is missing"));
      return;
    }
    ++size_;
    chain_ = NextChain(chain_, LeafHash(leaf));
    if (chain_ != chain) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", seq, " is altered, or not the one that stood here"));
    } else if (!v1::Leaf().ParseFromString(std::string(leaf))) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", seq, " is not a leaf"));
    }
  }

  const absl::Status& fault() const { return fault_; }
  int64_t size() const { return size_; }
  const std::string& chain() const { return chain_; }

 private:
  int64_t size_ = 0;
  std::string chain_ = EmptyChain();
  absl::Status fault_;
};

absl::StatusOr<Checkpoint> ReadCheckpoint(store::ReadTx& tx, const CheckpointVerifier* verifier) {
  std::string note;
  LD_RETURN_IF_ERROR(tx.Query("SELECT checkpoint FROM ledger_head", {},
                              [&](const store::Row& row) { note = std::string(row.Text(0)); }));
  if (note.empty()) return Checkpoint{"", 0, EmptyChain()};
  return verifier != nullptr ? verifier->Verify(note) : ParseCheckpoint(note);
}

}  // namespace

absl::StatusOr<Checkpoint> VerifyLedger(store::ReadTx& tx, const CheckpointVerifier* verifier,
                                        absl::FunctionRef<void(int64_t)> progress) {
  LD_ASSIGN_OR_RETURN(Checkpoint checkpoint, ReadCheckpoint(tx, verifier));
  Walk walk;
  LD_RETURN_IF_ERROR(tx.Query("SELECT seq, leaf, chain FROM ledger_leaf ORDER BY seq", {}, [&](const store::Row& row) {
    walk.See(row.Int(0), row.Bytes(1), row.Bytes(2));
    progress(walk.size());
  }));
  LD_RETURN_IF_ERROR(walk.fault());
  if (walk.size() != checkpoint.size) {
    return absl::DataLossError(
        absl::StrCat("the checkpoint names ", checkpoint.size, " entries, the ledger holds ", walk.size()));
  }
  if (walk.chain() != checkpoint.hash) return absl::DataLossError("the checkpoint's hash is not the ledger's");
  return checkpoint;
}

}  // namespace liandong::ledger
