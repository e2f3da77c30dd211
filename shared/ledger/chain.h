#pragma once

#include <string>
#include "absl/strings/string_view.h"

// The arithmetic of the ledger. Pure.
namespace liandong::ledger {

// What an empty ledger hashes to: 32 zero bytes.
std::string EmptyChain();

// SHA-256(0x00 || leaf), the leaf hash of RFC 6962.
std::string LeafHash(absl::string_view leaf);

// SHA-256(0x01 || previous || leaf hash): each entry fixes all before it.
std::string NextChain(absl::string_view previous, absl::string_view leaf_hash);

}  // namespace liandong::ledger
