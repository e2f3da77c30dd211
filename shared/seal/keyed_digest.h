#pragma once

#include <memory>
#include <string>
#include "absl/strings/string_view.h"

#include "shared/seal/keys.h"

struct evp_mac_ctx_st;

namespace liandong::seal {

// HMAC with the digest of the suite. Used for blind indexes (equal values meet, but nobody can read or guess them
// without the key) and for the ledger's digests of requests and replies. Thread-safe.
class KeyedDigest {
 public:
  KeyedDigest(Suite suite, const Key& key);
  ~KeyedDigest();
  KeyedDigest(KeyedDigest&&) noexcept;

  // 32 bytes.
  std::string Of(absl::string_view bytes) const;

  // 16 bytes for a value of a domain (`identity-number`). The domain is included, so that equal values of two domains
  // differ.
  std::string Token(absl::string_view domain, absl::string_view value) const;

 private:
  evp_mac_ctx_st* prepared_;
};

}  // namespace liandong::seal
