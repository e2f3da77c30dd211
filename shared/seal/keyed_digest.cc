#include "shared/seal/keyed_digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace liandong::seal {
namespace {

constexpr size_t kDigestSize = 32;
constexpr size_t kTokenSize = 16;
// Of SHA-256 and of SM3.
constexpr size_t kBlock = 64;
constexpr unsigned char kInnerPad = 0x36;
constexpr unsigned char kOuterPad = 0x5c;

const EVP_MD* Fetched(Suite suite) {
  static const EVP_MD* const standard = EVP_MD_fetch(nullptr, DigestName(Suite::kStandard), nullptr);
  static const EVP_MD* const national = EVP_MD_fetch(nullptr, DigestName(Suite::kNational), nullptr);
  return suite == Suite::kNational ? national : standard;
}

}  // namespace

void KeyedDigest::Free::operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }

KeyedDigest::Context KeyedDigest::Keyed(Suite suite, const Key& key, unsigned char pad) {
  std::array<unsigned char, kBlock> block;
  block.fill(pad);
  for (size_t i = 0; i < Key::kSize; ++i) block[i] ^= key.data()[i];
  Context context(EVP_MD_CTX_new());
  const bool done = EVP_DigestInit_ex2(context.get(), Fetched(suite), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), block.data(), block.size()) == 1;
  OPENSSL_cleanse(block.data(), block.size());
  if (!done) std::abort();
  return context;
}

KeyedDigest::KeyedDigest(Suite suite, const Key& key)
    : inner_(Keyed(suite, key, kInnerPad)), outer_(Keyed(suite, key, kOuterPad)) {}

std::string KeyedDigest::Of(absl::string_view bytes) const {
  // Copying the keyed state is cheaper than setting the key again, and makes the call thread-safe. OpenSSL's own HMAC
  // allocates several contexts for each copy.
  thread_local const Context context(EVP_MD_CTX_new());
  std::string out(kDigestSize, '\0');
  auto* const digest = reinterpret_cast<unsigned char*>(out.data());
  const bool done = EVP_MD_CTX_copy_ex(context.get(), inner_.get()) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest, nullptr) == 1 &&
                    EVP_MD_CTX_copy_ex(context.get(), outer_.get()) == 1 &&
                    EVP_DigestUpdate(context.get(), digest, kDigestSize) == 1 &&
                    EVP_DigestFinal_ex(context.get(), digest, nullptr) == 1;
  if (!done) std::abort();
  return out;
}

std::string KeyedDigest::Token(absl::string_view domain, absl::string_view value) const {
  return Of(absl::StrCat(domain.size(), ":", domain, value)).substr(0, kTokenSize);
}

}  // namespace liandong::seal
