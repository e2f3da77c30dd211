#include "shared/ledger/verify.h"

#include "absl/strings/str_cat.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/entries.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/merkle.h"

namespace liandong::ledger {
namespace {

// Entries read at once.
constexpr int64_t kPage = 2000;

// Visits the entries in order and remembers the first fault.
class Walk {
 public:
  Walk(Source& source, TreeHash hash, const std::vector<Checkpoint>& saved)
      : source_(source), hash_(hash), saved_(saved), edge_(hash) {}

  void See(int64_t index, absl::string_view leaf) {
    if (!fault_.ok()) return;
    if (index != edge_.size()) {
      fault_ = absl::DataLossError(absl::StrCat("entry ", edge_.size(), " is missing"));
      return;
    }
    const std::string hash = LeafHash(hash_, leaf);
    edge_.Add(hash);
    fault_ = CheckLeaf(index, leaf, hash);
    if (fault_.ok()) fault_ = CheckSaved();
  }

  const absl::Status& fault() const { return fault_; }
  int64_t size() const { return edge_.size(); }
  // Computed from the entries themselves.
  std::string root() const { return edge_.Root(); }

 private:
  // The root shows that an entry is wrong; the stored hashes show which.
  absl::Status CheckLeaf(int64_t index, absl::string_view leaf, const std::string& hash) {
    if (!v1::Leaf().ParseFromString(std::string(leaf))) {
      return absl::DataLossError(absl::StrCat("entry ", index, " cannot be parsed"));
    }
    const auto stored = source_.StoredHash(index);
    if (absl::IsUnimplemented(stored.status()) || (stored.ok() && *stored == hash)) return absl::OkStatus();
    return absl::DataLossError(absl::StrCat("entry ", index, " was altered or replaced"));
  }

  // A saved checkpoint of this size must have this root.
  absl::Status CheckSaved() const {
    for (const Checkpoint& one : saved_) {
      if (one.size != size() || one.root == root()) continue;
      return absl::DataLossError(
          absl::StrCat("the ledger differs from the saved checkpoint of ", one.size, " entries"));
    }
    return absl::OkStatus();
  }

  Source& source_;
  const TreeHash hash_;
  const std::vector<Checkpoint>& saved_;
  Edge edge_;
  absl::Status fault_;
};

absl::StatusOr<Checkpoint> ReadCheckpoint(const std::string& note, TreeHash hash, const CheckpointVerifier* verifier) {
  if (note.empty()) return Checkpoint{"", 0, EmptyRoot(hash)};
  return verifier != nullptr ? verifier->Verify(note) : CheckpointIn(note);
}

absl::Status CheckWhole(const Walk& walk, const Checkpoint& checkpoint, const std::vector<Checkpoint>& saved) {
  if (walk.size() != checkpoint.size) {
    return absl::DataLossError(
        absl::StrCat("the checkpoint covers ", checkpoint.size, " entries, but the ledger has ", walk.size()));
  }
  if (walk.root() != checkpoint.root)
    return absl::DataLossError("the root hash of the entries does not match the checkpoint");
  for (const Checkpoint& one : saved) {
    if (one.origin != checkpoint.origin) return absl::DataLossError("the saved checkpoint belongs to another ledger");
    if (one.size > checkpoint.size) {
      return absl::DataLossError(
          absl::StrCat("the ledger has fewer entries than the saved checkpoint, which has ", one.size));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> StoredSource::Checkpoint() { return Ledger::LatestNote(*tx_); }

absl::Status StoredSource::Entries(int64_t start, absl::FunctionRef<void(int64_t, absl::string_view)> each) {
  return ReadEntries(*tx_, start, kPage, each);
}

absl::StatusOr<Checkpoint> VerifyLedger(Source& source, TreeHash hash, const CheckpointVerifier* verifier,
                                        const std::vector<Checkpoint>& saved,
                                        absl::FunctionRef<void(int64_t)> progress) {
  LD_ASSIGN_OR_RETURN(const std::string note, source.Checkpoint());
  LD_ASSIGN_OR_RETURN(Checkpoint checkpoint, ReadCheckpoint(note, hash, verifier));
  Walk walk(source, hash, saved);
  for (int64_t seen = -1; seen != walk.size() && walk.fault().ok();) {
    seen = walk.size();
    LD_RETURN_IF_ERROR(source.Entries(seen, [&](int64_t index, absl::string_view leaf) { walk.See(index, leaf); }));
    progress(walk.size());
  }
  LD_RETURN_IF_ERROR(walk.fault());
  LD_RETURN_IF_ERROR(CheckWhole(walk, checkpoint, saved));
  return checkpoint;
}

}  // namespace liandong::ledger
