#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/ledger/merkle.h"

struct evp_pkey_st;

namespace liandong::ledger {

// What a key signs, with its number in C2SP signed-note. It is part of the key's id.
enum class SignatureType : unsigned char { kCheckpoint = 1, kCosignature = 4 };

// A public key: Ed25519 (RFC 8032), or SM2 (GB/T 32918) over SM3.
class VerifyingKey {
 public:
  // Reads a PEM file.
  static absl::StatusOr<VerifyingKey> FromFile(const std::string& path);

  bool Verifies(absl::string_view text, absl::string_view signature) const;
  // The first four bytes of SHA-256(name || 0x0A || type || public key), as in C2SP signed-note. C2SP has no number for
  // SM2: its type consists of 0xff, a name of the algorithm, and the number of what is signed.
  std::string KeyId(absl::string_view name, SignatureType type) const;
  // The hash algorithm of a ledger that this kind of key signs.
  TreeHash tree_hash() const;

 protected:
  explicit VerifyingKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  const std::shared_ptr<evp_pkey_st>& key() const { return key_; }

 private:
  std::shared_ptr<evp_pkey_st> key_;
};

class SigningKey : public VerifyingKey {
 public:
  // Reads a PEM file.
  static absl::StatusOr<SigningKey> FromFile(const std::string& path);

  // 64 bytes for Ed25519; a DER sequence for SM2.
  std::string Sign(absl::string_view text) const;

 private:
  using VerifyingKey::VerifyingKey;
};

}  // namespace liandong::ledger
