#include "shared/ledger/checkpoint.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr size_t kHashSize = 32;
constexpr size_t kKeyHashSize = 4;
constexpr size_t kSignatureSize = 64;
// The note's signature lines begin with an em dash (C2SP signed-note).
constexpr char kSignatureMark[] = "\u2014 ";

const unsigned char* Bytes(absl::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::shared_ptr<EVP_PKEY> Own(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

// SHA-256(name || "\n" || 0x01 || public key), first four bytes.
std::string KeyHash(const EVP_PKEY& key, absl::string_view name) {
  std::string raw(kHashSize, '\0');
  size_t size = raw.size();
  if (EVP_PKEY_get_raw_public_key(&key, reinterpret_cast<unsigned char*>(raw.data()), &size) != 1) std::abort();
  const std::string input = absl::StrCat(name, "\n", std::string(1, '\1'), raw);
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(Bytes(input), input.size(), reinterpret_cast<unsigned char*>(digest.data()));
  return digest.substr(0, kKeyHashSize);
}

std::string Text(absl::string_view origin, int64_t size, absl::string_view hash) {
  return absl::StrCat(origin, "\n", size, "\n", absl::Base64Escape(hash), "\n");
}

absl::Status Malformed() { return absl::InvalidArgumentError("the checkpoint is not well formed"); }

}  // namespace

CheckpointSigner::CheckpointSigner(std::shared_ptr<evp_pkey_st> key, std::string origin)
    : key_(std::move(key)), origin_(std::move(origin)), key_hash_(KeyHash(*key_, origin_)) {}

absl::StatusOr<CheckpointSigner> CheckpointSigner::FromFile(const std::string& path, std::string origin) {
  std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "r"), BIO_free);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("no ledger key at ", path));
  auto key = Own(PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr));
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
    return absl::InvalidArgumentError(absl::StrCat(path, " holds no Ed25519 private key"));
  }
  return CheckpointSigner(std::move(key), std::move(origin));
}

std::string CheckpointSigner::Sign(int64_t size, absl::string_view hash) const {
  const std::string text = Text(origin_, size, hash);
  std::string signature(kSignatureSize, '\0');
  size_t length = signature.size();
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, Bytes(text),
                     text.size()) != 1) {
    std::abort();
  }
  return absl::StrCat(text, "\n", kSignatureMark, origin_, " ", absl::Base64Escape(key_hash_ + signature), "\n");
}

absl::StatusOr<CheckpointVerifier> CheckpointVerifier::FromFile(const std::string& path) {
  std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "r"), BIO_free);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("no ledger key at ", path));
  auto key = Own(PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr));
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) {
    return absl::InvalidArgumentError(absl::StrCat(path, " holds no Ed25519 public key"));
  }
  return CheckpointVerifier(std::move(key));
}

absl::StatusOr<Checkpoint> CheckpointVerifier::Verify(absl::string_view note) const {
  LD_ASSIGN_OR_RETURN(Checkpoint checkpoint, ParseCheckpoint(note));
  const size_t split = note.find("\n\n");
  const absl::string_view text = note.substr(0, split + 1);
  const std::vector<absl::string_view> words = absl::StrSplit(absl::StripSuffix(note.substr(split + 2), "\n"), ' ');
  std::string signature;
  const std::string key_hash = KeyHash(*key_, checkpoint.origin);
  if (words.size() != 3 || words[1] != checkpoint.origin || !absl::Base64Unescape(words[2], &signature) ||
      signature.size() != kKeyHashSize + kSignatureSize || signature.substr(0, kKeyHashSize) != key_hash) {
    return absl::UnauthenticatedError("the checkpoint is not signed with this key");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestVerify(context.get(), Bytes(signature) + kKeyHashSize, kSignatureSize, Bytes(text), text.size()) != 1) {
    return absl::UnauthenticatedError("the checkpoint's signature does not verify");
  }
  return checkpoint;
}

absl::StatusOr<Checkpoint> ParseCheckpoint(absl::string_view note) {
  const size_t split = note.find("\n\n");
  if (split == absl::string_view::npos) return Malformed();
  const std::vector<absl::string_view> lines = absl::StrSplit(note.substr(0, split), '\n');
  Checkpoint checkpoint;
  if (lines.size() != 3 || !absl::SimpleAtoi(lines[1], &checkpoint.size) || checkpoint.size < 0 ||
      !absl::Base64Unescape(lines[2], &checkpoint.hash) || checkpoint.hash.size() != kHashSize) {
    return Malformed();
  }
  checkpoint.origin = std::string(lines[0]);
  return checkpoint;
}

}  // namespace liandong::ledger
