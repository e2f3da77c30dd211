#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/ledger/note.h"
#include "shared/ledger/signature.h"

namespace liandong::ledger {

// How far a ledger goes, and the root of its tree up to there: C2SP tlog-checkpoint.
struct Checkpoint {
  std::string origin;  // `liandong/clue`
  int64_t size = 0;
  std::string root;  // 32 bytes

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string CheckpointText(const Checkpoint& checkpoint);
// The text of a note, without looking at signatures. INVALID_ARGUMENT if it is not a checkpoint's.
absl::StatusOr<Checkpoint> ParseCheckpoint(absl::string_view text);

// The checkpoint in a note, without looking at signatures.
absl::StatusOr<Checkpoint> CheckpointIn(absl::string_view note);

// Signs a ledger's checkpoints.
class CheckpointSigner {
 public:
  // PEM private key of the service's ledger.
  static absl::StatusOr<CheckpointSigner> FromFile(const std::string& path, std::string origin);

  // The whole note.
  std::string Sign(int64_t size, absl::string_view root) const;
  const std::string& origin() const { return origin_; }
  TreeHash tree_hash() const { return key_.tree_hash(); }

 private:
  CheckpointSigner(SigningKey key, std::string origin) : key_(std::move(key)), origin_(std::move(origin)) {}

  SigningKey key_;
  std::string origin_;
};

// Knows the keys of one ledger: the one that signs now and those that did before.
class CheckpointVerifier {
 public:
  // PEM; at least one. INVALID_ARGUMENT where they are of ledgers that hash differently.
  static absl::StatusOr<CheckpointVerifier> FromFiles(const std::vector<std::string>& paths);
  // UNAUTHENTICATED if no known key has signed it.
  absl::StatusOr<Checkpoint> Verify(absl::string_view note) const;
  TreeHash tree_hash() const { return keys_.front().tree_hash(); }

 private:
  bool Signed(const Note& note, const std::string& origin) const;
  std::vector<VerifyingKey> keys_;
};

}  // namespace liandong::ledger
