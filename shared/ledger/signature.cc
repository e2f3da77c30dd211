#include "shared/ledger/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr size_t kPublicKeySize = 32;
constexpr size_t kKeyIdSize = 4;
constexpr size_t kSignatureSize = 64;

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// `read` is PEM_read_bio_PrivateKey or PEM_read_bio_PUBKEY.
template <typename Read>
absl::StatusOr<std::shared_ptr<EVP_PKEY>> ReadKey(const std::string& path, absl::string_view kind, Read read) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "r"), BIO_free);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("no key at ", path));
  std::shared_ptr<EVP_PKEY> key(read(file.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
    return absl::InvalidArgumentError(absl::StrCat(path, " holds no Ed25519 ", kind, " key"));
  }
  return key;
}

}  // namespace

absl::StatusOr<VerifyingKey> VerifyingKey::FromFile(const std::string& path) {
  LD_ASSIGN_OR_RETURN(auto key, ReadKey(path, "public", PEM_read_bio_PUBKEY));
  return VerifyingKey(std::move(key));
}

bool VerifyingKey::Verifies(absl::string_view text, absl::string_view signature) const {
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(text), text.size()) == 1;
}

std::string VerifyingKey::KeyId(absl::string_view name, SignatureType type) const {
  std::string raw(kPublicKeySize, '\0');
  size_t size = raw.size();
  if (EVP_PKEY_get_raw_public_key(key_.get(), Bytes(raw), &size) != 1) std::abort();
  const std::string input = absl::StrCat(name, "\n", std::string(1, static_cast<char>(type)), raw);
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(Bytes(input), input.size(), Bytes(digest));
  return digest.substr(0, kKeyIdSize);
}

absl::StatusOr<SigningKey> SigningKey::FromFile(const std::string& path) {
  LD_ASSIGN_OR_RETURN(auto key, ReadKey(path, "private", PEM_read_bio_PrivateKey));
  return SigningKey(std::move(key));
}

std::string SigningKey::Sign(absl::string_view text) const {
  std::string signature(kSignatureSize, '\0');
  size_t length = signature.size();
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  // An unsigned checkpoint is worse than none.
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key().get()) != 1 ||
      EVP_DigestSign(context.get(), Bytes(signature), &length, Bytes(text), text.size()) != 1) {
    std::abort();
  }
  return signature;
}

}  // namespace liandong::ledger
