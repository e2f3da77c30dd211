#include "shared/seal/keys.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"

namespace liandong::seal {

Key::Key(absl::string_view bytes) {
  if (bytes.size() != kSize) std::abort();
  std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

Key::~Key() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

Key Key::Random() {
  std::string bytes(kSize, '\0');
  if (RAND_priv_bytes(reinterpret_cast<unsigned char*>(bytes.data()), kSize) != 1) std::abort();
  Key key(bytes);
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return key;
}

Key Derive(Suite suite, const Key& from, absl::string_view purpose) {
  static EVP_KDF* const kdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
  std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf), EVP_KDF_CTX_free);
  std::string digest = DigestName(suite);
  std::string info = absl::StrCat("liandong/", purpose);
  OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0),
                         OSSL_PARAM_construct_octet_string("key", const_cast<unsigned char*>(from.data()), Key::kSize),
                         OSSL_PARAM_construct_octet_string("info", info.data(), info.size()),
                         OSSL_PARAM_construct_end()};
  std::string out(Key::kSize, '\0');
  // Without its keys a service can neither read nor write safely.
  if (EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(out.data()), out.size(), params) != 1)
    std::abort();
  Key key(out);
  OPENSSL_cleanse(out.data(), out.size());
  return key;
}

}  // namespace liandong::seal
