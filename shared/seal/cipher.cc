#include "shared/seal/cipher.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "shared/seal/keyed_digest.h"

namespace liandong::seal {
namespace {

constexpr int kGcmNonce = 12;
constexpr int kGcmTag = 16;
constexpr int kCounterBlock = 16;
constexpr int kMac = 32;

// Fetching an algorithm and creating a context cost more than encrypting a record. This is done once per process and
// once per thread.
const EVP_CIPHER* Gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

const EVP_CIPHER* Sm4Ctr() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr);
  return cipher;
}

EVP_CIPHER_CTX* Context() {
  thread_local std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                       EVP_CIPHER_CTX_free);
  return context.get();
}

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
int Length(absl::string_view text) { return static_cast<int>(text.size()); }

absl::Status NotOpened() {
  return absl::DataLossError("a sealed record cannot be decrypted: it was altered or moved, or belongs to another key");
}

std::string EncryptGcm(const Key& key, absl::string_view bound, absl::string_view plain) {
  std::string sealed(kGcmNonce + plain.size() + kGcmTag, '\0');
  EVP_CIPHER_CTX* context = Context();
  int length = 0;
  const bool done =
      RAND_bytes(Bytes(sealed), kGcmNonce) == 1 &&
      EVP_EncryptInit_ex2(context, Gcm(), key.data(), Bytes(sealed), nullptr) == 1 &&
      EVP_EncryptUpdate(context, nullptr, &length, Bytes(bound), Length(bound)) == 1 &&
      EVP_EncryptUpdate(context, Bytes(sealed) + kGcmNonce, &length, Bytes(plain), Length(plain)) == 1 &&
      EVP_EncryptFinal_ex(context, Bytes(sealed) + kGcmNonce + length, &length) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kGcmTag, Bytes(sealed) + kGcmNonce + plain.size()) == 1;
  // A record that could not be encrypted must never be written.
  if (!done) std::abort();
  return sealed;
}

absl::StatusOr<std::string> DecryptGcm(const Key& key, absl::string_view bound, absl::string_view sealed) {
  if (sealed.size() < kGcmNonce + kGcmTag) return NotOpened();
  std::string plain(sealed.size() - kGcmNonce - kGcmTag, '\0');
  std::string tag(sealed.substr(sealed.size() - kGcmTag));
  EVP_CIPHER_CTX* context = Context();
  int length = 0;
  const bool opened =
      EVP_DecryptInit_ex2(context, Gcm(), key.data(), Bytes(sealed), nullptr) == 1 &&
      EVP_DecryptUpdate(context, nullptr, &length, Bytes(bound), Length(bound)) == 1 &&
      EVP_DecryptUpdate(context, Bytes(plain), &length, Bytes(sealed) + kGcmNonce, Length(plain)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kGcmTag, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context, Bytes(plain) + length, &length) == 1;
  if (!opened) return NotOpened();
  return plain;
}

// The MAC covers the bound data with its length, so that no bytes can move between the two parts.
std::string MacOf(const Key& key, absl::string_view bound, absl::string_view encrypted) {
  const KeyedDigest digest(Suite::kNational, Key(KeyedDigest(Suite::kNational, key).Of("authenticate")));
  return digest.Of(absl::StrCat(bound.size(), "\n", bound, encrypted));
}

// In counter mode, decryption is the same as encryption.
std::string Sm4(const Key& key, absl::string_view block, absl::string_view text) {
  const Key own(KeyedDigest(Suite::kNational, key).Of("encrypt"));  // SM4 uses the first half
  std::string out(text.size(), '\0');
  EVP_CIPHER_CTX* context = Context();
  int length = 0;
  if (EVP_EncryptInit_ex2(context, Sm4Ctr(), own.data(), Bytes(block), nullptr) != 1 ||
      EVP_EncryptUpdate(context, Bytes(out), &length, Bytes(text), Length(text)) != 1) {
    std::abort();
  }
  return out;
}

std::string EncryptNational(const Key& key, absl::string_view bound, absl::string_view plain) {
  std::string block(kCounterBlock, '\0');
  if (RAND_bytes(Bytes(block), kCounterBlock) != 1) std::abort();
  std::string encrypted = absl::StrCat(block, Sm4(key, block, plain));
  return absl::StrCat(encrypted, MacOf(key, bound, encrypted));
}

absl::StatusOr<std::string> DecryptNational(const Key& key, absl::string_view bound, absl::string_view sealed) {
  if (sealed.size() < kCounterBlock + kMac) return NotOpened();
  const absl::string_view encrypted = sealed.substr(0, sealed.size() - kMac);
  const absl::string_view stored = sealed.substr(encrypted.size());
  if (CRYPTO_memcmp(stored.data(), MacOf(key, bound, encrypted).data(), kMac) != 0) return NotOpened();
  return Sm4(key, encrypted.substr(0, kCounterBlock), encrypted.substr(kCounterBlock));
}

}  // namespace

std::string Encrypt(Suite suite, const Key& key, absl::string_view bound, absl::string_view plain) {
  return suite == Suite::kNational ? EncryptNational(key, bound, plain) : EncryptGcm(key, bound, plain);
}

absl::StatusOr<std::string> Decrypt(Suite suite, const Key& key, absl::string_view bound, absl::string_view sealed) {
  return suite == Suite::kNational ? DecryptNational(key, bound, sealed) : DecryptGcm(key, bound, sealed);
}

}  // namespace liandong::seal
