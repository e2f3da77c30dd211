#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"

struct evp_pkey_st;

namespace liandong::ledger {

// How far a ledger goes, and the hash that fixes it up to there.
struct Checkpoint {
  std::string origin;  // `liandong/clue`
  int64_t size = 0;
  std::string hash;  // 32 bytes

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// Signs with Ed25519 (RFC 8032) in the form of a C2SP signed note: three lines, an empty line, the signature line.
class CheckpointSigner {
 public:
  // PEM private key of the service's ledger.
  static absl::StatusOr<CheckpointSigner> FromFile(const std::string& path, std::string origin);

  std::string Sign(int64_t size, absl::string_view hash) const;
  const std::string& origin() const { return origin_; }

 private:
  CheckpointSigner(std::shared_ptr<evp_pkey_st> key, std::string origin);

  std::shared_ptr<evp_pkey_st> key_;
  std::string origin_;
  std::string key_hash_;  // 4 bytes
};

// The public half, from a PEM file. UNAUTHENTICATED if the signature is not this key's.
class CheckpointVerifier {
 public:
  static absl::StatusOr<CheckpointVerifier> FromFile(const std::string& path);
  absl::StatusOr<Checkpoint> Verify(absl::string_view note) const;

 private:
  explicit CheckpointVerifier(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

// Reads a note without looking at its signature.
absl::StatusOr<Checkpoint> ParseCheckpoint(absl::string_view note);

}  // namespace liandong::ledger
