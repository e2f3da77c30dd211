#include "shared/seal/keys.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace liandong::seal {

Key::Key(absl::string_view bytes) {
  if (bytes.size() != kSize) std::abort();
  std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

Key::~Key() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

absl::StatusOr<KeyRing> KeyRing::FromFile(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return absl::NotFoundError(absl::StrCat("no key file at ", path));
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return absl::FailedPreconditionError(absl::StrCat("others than the owner may read ", path));
  }
  std::ifstream file(path);
  std::string hex;
  file >> hex;
  std::string bytes;
  const bool well_formed = hex.size() == 2 * Key::kSize && std::all_of(hex.begin(), hex.end(), absl::ascii_isxdigit);
  if (well_formed) bytes = absl::HexStringToBytes(hex);
  OPENSSL_cleanse(hex.data(), hex.size());
  if (!well_formed) return absl::InvalidArgumentError(absl::StrCat(path, " does not hold 64 hexadecimal digits"));
  KeyRing ring{Key(bytes)};
  OPENSSL_cleanse(bytes.data(), bytes.size());
  return ring;
}

Key KeyRing::Derive(absl::string_view purpose) const {
  std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), EVP_KDF_free);
  std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()), EVP_KDF_CTX_free);
  std::string digest = "SHA256";
  std::string info = absl::StrCat("liandong/", purpose);
  Key master = master_;
  OSSL_PARAM params[] = {
      OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0),
      OSSL_PARAM_construct_octet_string("key", const_cast<unsigned char*>(master.data()), Key::kSize),
      OSSL_PARAM_construct_octet_string("info", info.data(), info.size()), OSSL_PARAM_construct_end()};
  std::string out(Key::kSize, '\0');
  // Without its keys a service can neither read nor write safely.
  if (EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(out.data()), out.size(), params) != 1)
    std::abort();
  Key key(out);
  OPENSSL_cleanse(out.data(), out.size());
  return key;
}

}  // namespace liandong::seal
