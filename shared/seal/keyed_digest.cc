#include "shared/seal/keyed_digest.h"

#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"

namespace liandong::seal {
namespace {

constexpr size_t kDigestSize = 32;
constexpr size_t kTokenSize = 16;

EVP_MAC* Hmac() {
  static EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  return mac;
}

}  // namespace

KeyedDigest::KeyedDigest(Suite suite, const Key& key) : prepared_(EVP_MAC_CTX_new(Hmac())) {
  std::string digest = DigestName(suite);
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0),
                               OSSL_PARAM_construct_end()};
  if (EVP_MAC_init(prepared_, key.data(), Key::kSize, params) != 1) std::abort();
}

KeyedDigest::~KeyedDigest() { EVP_MAC_CTX_free(prepared_); }

KeyedDigest::KeyedDigest(KeyedDigest&& other) noexcept : prepared_(std::exchange(other.prepared_, nullptr)) {}

std::string KeyedDigest::Of(absl::string_view bytes) const {
  // Copying the keyed state is cheaper than setting the key again, and makes the call thread-safe.
  std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_dup(prepared_), EVP_MAC_CTX_free);
  std::string out(kDigestSize, '\0');
  size_t size = 0;
  if (EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) != 1 ||
      EVP_MAC_final(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, out.size()) != 1) {
    std::abort();
  }
  return out;
}

std::string KeyedDigest::Token(absl::string_view domain, absl::string_view value) const {
  return Of(absl::StrCat(domain.size(), ":", domain, value)).substr(0, kTokenSize);
}

}  // namespace liandong::seal
