#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/keys.h"

// Authenticated encryption with the algorithms of the suite. `bound` is authenticated with the text but not stored.
namespace liandong::seal {

// kStandard: 12 bytes of nonce, the ciphertext, 16 bytes of tag. kNational: 16 bytes of counter block, the ciphertext,
// 32 bytes of HMAC-SM3.
std::string Encrypt(Suite suite, const Key& key, absl::string_view bound, absl::string_view plain);

// DATA_LOSS if anything was altered, `bound` differs, or another key was used.
absl::StatusOr<std::string> Decrypt(Suite suite, const Key& key, absl::string_view bound, absl::string_view sealed);

}  // namespace liandong::seal
