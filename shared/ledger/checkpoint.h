#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/ledger/note.h"
#include "shared/ledger/signature.h"

namespace liandong::ledger {

// The size of a ledger and the root hash of its tree at that size: C2SP tlog-checkpoint.
struct Checkpoint {
  std::string origin;  // `liandong/clue`
  int64_t size = 0;
  std::string root;  // 32 bytes

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string CheckpointText(const Checkpoint& checkpoint);
// Parses the text of a note without verifying signatures. INVALID_ARGUMENT if it is not a checkpoint.
absl::StatusOr<Checkpoint> ParseCheckpoint(absl::string_view text);

// The checkpoint in a note, without verifying signatures.
absl::StatusOr<Checkpoint> CheckpointIn(absl::string_view note);

// Signs a ledger's checkpoints.
class CheckpointSigner {
 public:
  // Reads the private key of the service's ledger from a PEM file.
  static absl::StatusOr<CheckpointSigner> FromFile(const std::string& path, std::string origin);

  // The complete signed note.
  std::string Sign(int64_t size, absl::string_view root) const;
  const std::string& origin() const { return origin_; }
  TreeHash tree_hash() const { return key_.tree_hash(); }

 private:
  CheckpointSigner(SigningKey key, std::string origin)
      : key_(std::move(key)), origin_(std::move(origin)), key_id_(key_.KeyId(origin_, SignatureType::kCheckpoint)) {}

  SigningKey key_;
  std::string origin_;
  std::string key_id_;
};

// Verifies checkpoints with the keys of one ledger: the current key and earlier ones.
class CheckpointVerifier {
 public:
  // Reads at least one PEM file. INVALID_ARGUMENT if the keys belong to ledgers with different hash algorithms.
  static absl::StatusOr<CheckpointVerifier> FromFiles(const std::vector<std::string>& paths);
  // UNAUTHENTICATED if no known key signed it.
  absl::StatusOr<Checkpoint> Verify(absl::string_view note) const;
  TreeHash tree_hash() const { return keys_.front().tree_hash(); }

 private:
  bool Signed(const Note& note, const std::string& origin) const;
  std::vector<VerifyingKey> keys_;
};

}  // namespace liandong::ledger
