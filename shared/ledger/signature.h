#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/ledger/merkle.h"

struct evp_pkey_st;

namespace liandong::ledger {

// What a key signs, as C2SP signed-note numbers it: part of what names the key.
enum class SignatureType : unsigned char { kCheckpoint = 1, kCosignature = 4 };

// The public half of a key: Ed25519 (RFC 8032), or SM2 (GB/T 32918) over SM3.
class VerifyingKey {
 public:
  // PEM.
  static absl::StatusOr<VerifyingKey> FromFile(const std::string& path);

  bool Verifies(absl::string_view text, absl::string_view signature) const;
  // SHA-256(name || 0x0A || type || public key), the first four bytes, as C2SP signed-note has it. SM2 has no number
  // there: its type is 0xff, a name of the algorithm, and the number of what is signed.
  std::string KeyId(absl::string_view name, SignatureType type) const;
  // What a ledger that is signed with such a key hashes with.
  TreeHash tree_hash() const;

 protected:
  explicit VerifyingKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  const std::shared_ptr<evp_pkey_st>& key() const { return key_; }

 private:
  std::shared_ptr<evp_pkey_st> key_;
};

class SigningKey : public VerifyingKey {
 public:
  // PEM.
  static absl::StatusOr<SigningKey> FromFile(const std::string& path);

  // 64 bytes of Ed25519; a DER sequence of SM2.
  std::string Sign(absl::string_view text) const;

 private:
  using VerifyingKey::VerifyingKey;
};

}  // namespace liandong::ledger
