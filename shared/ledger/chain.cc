#include "shared/ledger/chain.h"

#include <openssl/sha.h>

namespace liandong::ledger {
namespace {

std::string Sha256(absl::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

}  // namespace

std::string EmptyChain() { return std::string(SHA256_DIGEST_LENGTH, '\0'); }

std::string LeafHash(absl::string_view leaf) {
  std::string input(1, '\0');
  input.append(leaf.data(), leaf.size());
  return Sha256(input);
}

std::string NextChain(absl::string_view previous, absl::string_view leaf_hash) {
  std::string input(1, '\1');
  input.append(previous.data(), previous.size()).append(leaf_hash.data(), leaf_hash.size());
  return Sha256(input);
}

}  // namespace liandong::ledger
