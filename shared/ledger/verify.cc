#include "shared/ledger/verify.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"
#include "shared/ledger/tiles.h"

namespace liandong::ledger {
namespace {

// Entries read at once.
constexpr int64_t kPage = 2000;

// Walks the entries in order and keeps the first fault.
class Walk {
 public:
  explicit Walk(store::ReadTx* tx) : stored_(tx) {}

  void See(int64_t seq, absl::string_view leaf) {
    if (!fault_.ok()) return;
    if (seq != edge_.size()) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", edge_.size(), " is missing"));
      return;
    }
    const std::string hash = LeafHash(leaf);
    edge_.Add(hash);
    if (!v1::Leaf().ParseFromString(std::string(leaf))) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", seq, " is not a leaf"));
      return;
    }
    // The tiles tell which entry is wrong; that there is one, the root tells.
    const auto stored = stored_.Node(0, seq);
    if (!stored.ok() || *stored != hash) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", seq, " is altered, or not the one that stood here"));
    }
  }

  const absl::Status& fault() const { return fault_; }
  int64_t size() const { return edge_.size(); }
  // The root over the first `size` entries, from the entries themselves.
  std::string root() const { return edge_.Root(); }

 private:
  StoredTiles stored_;
  Edge edge_;
  absl::Status fault_;
};

absl::StatusOr<Checkpoint> ReadCheckpoint(const std::string& note, const CheckpointVerifier* verifier) {
  if (note.empty()) return Checkpoint{"", 0, EmptyRoot()};
  if (verifier != nullptr) return verifier->Verify(note);
  LD_ASSIGN_OR_RETURN(const Note parsed, ParseNote(note));
  return ParseCheckpoint(parsed.text);
}

// Of those saved earlier, the ones at this size must have this root.
absl::Status CheckSaved(const Walk& walk, const std::vector<Checkpoint>& saved) {
  for (const Checkpoint& one : saved) {
    if (one.size == walk.size() && one.root != walk.root()) {
      return absl::DataLossError(
          absl::StrCat("the ledger is not the one of the saved checkpoint of ", one.size, " entries"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Checkpoint> VerifyLedger(store::ReadTx& tx, const CheckpointVerifier* verifier,
                                        const std::vector<Checkpoint>& saved,
                                        absl::FunctionRef<void(int64_t)> progress) {
  LD_ASSIGN_OR_RETURN(const std::string note, Ledger::LatestNote(tx));
  LD_ASSIGN_OR_RETURN(Checkpoint checkpoint, ReadCheckpoint(note, verifier));
  Walk walk(&tx);
  absl::Status consistent;
  for (int64_t seen = -1; seen != walk.size() && walk.fault().ok();) {
    seen = walk.size();
    LD_RETURN_IF_ERROR(tx.Query("SELECT seq, leaf FROM ledger_leaf WHERE seq >= $1 ORDER BY seq LIMIT $2",
                                {seen, kPage}, [&](const store::Row& row) {
                                  walk.See(row.Int(0), row.Bytes(1));
                                  if (consistent.ok()) consistent = CheckSaved(walk, saved);
                                }));
    progress(walk.size());
  }
  LD_RETURN_IF_ERROR(walk.fault());
  LD_RETURN_IF_ERROR(consistent);
  if (walk.size() != checkpoint.size) {
    return absl::DataLossError(
        absl::StrCat("the checkpoint names ", checkpoint.size, " entries, the ledger holds ", walk.size()));
  }
  if (walk.root() != checkpoint.root) return absl::DataLossError("the checkpoint's root is not the ledger's");
  for (const Checkpoint& one : saved) {
    if (one.origin != checkpoint.origin) return absl::DataLossError("the saved checkpoint is of another ledger");
    if (one.size > checkpoint.size) {
      return absl::DataLossError(absl::StrCat("the ledger lacks entries of the saved checkpoint of ", one.size));
    }
  }
  return checkpoint;
}

}  // namespace liandong::ledger
