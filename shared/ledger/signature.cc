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

constexpr size_t kKeyIdSize = 4;
constexpr size_t kMostSignature = 128;
constexpr char kSm2Type[] = "\xffSM2-SM3/";
// The signer's identity that GB/T 35276 prescribes if nothing else was agreed.
constexpr char kSm2Identity[] = "1234567812345678";

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// `read` is PEM_read_bio_PrivateKey or PEM_read_bio_PUBKEY.
template <typename Read>
absl::StatusOr<std::shared_ptr<EVP_PKEY>> ReadKey(const std::string& path, absl::string_view kind, Read read) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "r"), BIO_free);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("cannot read a key from ", path));
  std::shared_ptr<EVP_PKEY> key(read(file.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (key == nullptr || (EVP_PKEY_is_a(key.get(), "ED25519") != 1 && EVP_PKEY_is_a(key.get(), "SM2") != 1)) {
    return absl::InvalidArgumentError(absl::StrCat(path, " contains no Ed25519 or SM2 ", kind, " key"));
  }
  return key;
}

bool IsSm2(const EVP_PKEY* key) { return EVP_PKEY_is_a(key, "SM2") == 1; }

std::string PublicBytes(EVP_PKEY* key) {
  unsigned char* bytes = nullptr;
  size_t size = 0;
  if (IsSm2(key)) {
    size = EVP_PKEY_get1_encoded_public_key(key, &bytes);
    std::string point(reinterpret_cast<const char*>(bytes), size);
    OPENSSL_free(bytes);
    return point;
  }
  std::string raw(kMostSignature, '\0');
  size = raw.size();
  if (EVP_PKEY_get_raw_public_key(key, Bytes(raw), &size) != 1) std::abort();
  return raw.substr(0, size);
}

// The type of EVP_DigestSignInit_ex and EVP_DigestVerifyInit_ex.
template <typename Init>
bool Begin(Init init, EVP_MD_CTX* context, EVP_PKEY* key) {
  if (!IsSm2(key)) return init(context, nullptr, nullptr, nullptr, nullptr, key, nullptr) == 1;
  EVP_PKEY_CTX* within = nullptr;  // owned by the context
  // Set after the initialisation: OpenSSL 3.0 would ignore an identity passed with the parameters.
  return init(context, &within, "SM3", nullptr, nullptr, key, nullptr) == 1 &&
         EVP_PKEY_CTX_set1_id(within, kSm2Identity, sizeof(kSm2Identity) - 1) == 1;
}

// To prepare a context takes longer than to sign with Ed25519. Each thread therefore keeps the one of the key that it
// used last, and signs with copies. The context owns a reference to its key.
bool BeginSigning(EVP_MD_CTX* context, EVP_PKEY* key) {
  if (IsSm2(key)) return Begin(EVP_DigestSignInit_ex, context, key);
  thread_local const EVP_PKEY* prepared_for = nullptr;
  thread_local const Context prepared(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (prepared_for != key) {
    prepared_for = nullptr;
    if (EVP_MD_CTX_reset(prepared.get()) != 1 || !Begin(EVP_DigestSignInit_ex, prepared.get(), key)) return false;
    prepared_for = key;
  }
  return EVP_MD_CTX_copy_ex(context, prepared.get()) == 1;
}

}  // namespace

absl::StatusOr<VerifyingKey> VerifyingKey::FromFile(const std::string& path) {
  LD_ASSIGN_OR_RETURN(auto key, ReadKey(path, "public", PEM_read_bio_PUBKEY));
  return VerifyingKey(std::move(key));
}

bool VerifyingKey::Verifies(absl::string_view text, absl::string_view signature) const {
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return Begin(EVP_DigestVerifyInit_ex, context.get(), key_.get()) &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(text), text.size()) == 1;
}

std::string VerifyingKey::KeyId(absl::string_view name, SignatureType type) const {
  const std::string number(1, static_cast<char>(type));
  const std::string kind = IsSm2(key_.get()) ? absl::StrCat(kSm2Type, number) : number;
  const std::string input = absl::StrCat(name, "\n", kind, PublicBytes(key_.get()));
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(Bytes(input), input.size(), Bytes(digest));
  return digest.substr(0, kKeyIdSize);
}

TreeHash VerifyingKey::tree_hash() const { return IsSm2(key_.get()) ? TreeHash::kSm3 : TreeHash::kSha256; }

absl::StatusOr<SigningKey> SigningKey::FromFile(const std::string& path) {
  LD_ASSIGN_OR_RETURN(auto key, ReadKey(path, "private", PEM_read_bio_PrivateKey));
  return SigningKey(std::move(key));
}

std::string SigningKey::Sign(absl::string_view text) const {
  std::string signature(kMostSignature, '\0');
  size_t length = signature.size();
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  // An unsigned checkpoint would be worse than none.
  if (!BeginSigning(context.get(), key().get()) ||
      EVP_DigestSign(context.get(), Bytes(signature), &length, Bytes(text), text.size()) != 1) {
    std::abort();
  }
  signature.resize(length);
  return signature;
}

}  // namespace liandong::ledger
