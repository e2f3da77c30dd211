#pragma once

#include <memory>
#include <string>
#include "absl/strings/string_view.h"

#include "shared/seal/keys.h"

struct evp_mac_ctx_st;

namespace liandong::seal {

// HMAC with the suite's digest. Serves the blind indexes (equal values meet, the value cannot be read or guessed
// without the key) and the ledger's digests of requests and replies. Thread-safe.
class KeyedDigest {
 public:
  KeyedDigest(Suite suite, const Key& key);
  ~KeyedDigest();
  KeyedDigest(KeyedDigest&&) noexcept;

  // 32 bytes.
  std::string Of(absl::string_view bytes) const;

  // 16 bytes for a value of a domain (`identity-number`), bound to the domain so that equal values of two domains
  // differ.
  std::string Token(absl::string_view domain, absl::string_view value) const;

 private:
  evp_mac_ctx_st* prepared_;
};

}  // namespace liandong::seal
