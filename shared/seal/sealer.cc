#include "shared/seal/sealer.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"

namespace liandong::seal {
namespace {

constexpr int kNonceSize = 12;
constexpr int kTagSize = 16;

// Fetching the algorithm and making a context cost more than sealing a record: once a process, once a thread.
const EVP_CIPHER* Cipher() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}

EVP_CIPHER_CTX* Context() {
  thread_local std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                       EVP_CIPHER_CTX_free);
  return context.get();
}

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string Bound(absl::string_view table, absl::string_view id, int64_t version) {
  return absl::StrCat(table, "\n", id, "\n", version);
}

}  // namespace

std::string Sealer::Seal(absl::string_view table, absl::string_view id, int64_t version,
                         absl::string_view plain) const {
  std::string sealed(kNonceSize + plain.size() + kTagSize, '\0');
  const std::string bound = Bound(table, id, version);
  EVP_CIPHER_CTX* context = Context();
  int length = 0;
  const bool done =
      RAND_bytes(Bytes(sealed), kNonceSize) == 1 &&
      EVP_EncryptInit_ex2(context, Cipher(), key_.data(), Bytes(sealed), nullptr) == 1 &&
      EVP_EncryptUpdate(context, nullptr, &length, Bytes(bound), static_cast<int>(bound.size())) == 1 &&
      EVP_EncryptUpdate(context, Bytes(sealed) + kNonceSize, &length, Bytes(plain), static_cast<int>(plain.size())) ==
          1 &&
      EVP_EncryptFinal_ex(context, Bytes(sealed) + kNonceSize + length, &length) == 1 &&
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagSize, Bytes(sealed) + kNonceSize + plain.size()) == 1;
  // Never write a record that could not be sealed.
  if (!done) std::abort();
  return sealed;
}

absl::StatusOr<std::string> Sealer::Open(absl::string_view table, absl::string_view id, int64_t version,
                                         absl::string_view sealed) const {
  if (sealed.size() < kNonceSize + kTagSize) return absl::DataLossError("a sealed record is too short");
  std::string plain(sealed.size() - kNonceSize - kTagSize, '\0');
  std::string tag(sealed.substr(sealed.size() - kTagSize));
  const std::string bound = Bound(table, id, version);
  EVP_CIPHER_CTX* context = Context();
  int length = 0;
  const bool opened = EVP_DecryptInit_ex2(context, Cipher(), key_.data(), Bytes(sealed), nullptr) == 1 &&
                      EVP_DecryptUpdate(context, nullptr, &length, Bytes(bound), static_cast<int>(bound.size())) == 1 &&
                      EVP_DecryptUpdate(context, Bytes(plain), &length, Bytes(sealed) + kNonceSize,
                                        static_cast<int>(plain.size())) == 1 &&
                      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1 &&
                      EVP_DecryptFinal_ex(context, Bytes(plain) + length, &length) == 1;
  if (!opened) return absl::DataLossError("a sealed record does not open: altered, moved, or of another key");
  return plain;
}

}  // namespace liandong::seal
