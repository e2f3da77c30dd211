#pragma once

#include <memory>
#include <string>
#include "absl/strings/string_view.h"

#include "shared/seal/keys.h"

struct evp_md_ctx_st;

namespace liandong::seal {

// HMAC with the digest of the suite. Used for blind indexes (equal values meet, but nobody can read or guess them
// without the key) and for the ledger's digests of requests and replies. Thread-safe.
class KeyedDigest {
 public:
  KeyedDigest(Suite suite, const Key& key);

  // 32 bytes.
  std::string Of(absl::string_view bytes) const;

  // 16 bytes for a value of a domain (`identity-number`). The domain is included, so that equal values of two domains
  // differ.
  std::string Token(absl::string_view domain, absl::string_view value) const;

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  using Context = std::unique_ptr<evp_md_ctx_st, Free>;
  static Context Keyed(Suite suite, const Key& key, unsigned char pad);

  // The two hashes of HMAC (RFC 2104) after their first block, which contains the key.
  Context inner_;
  Context outer_;
};

}  // namespace liandong::seal
