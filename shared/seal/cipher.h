#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/keys.h"

// Authenticated encryption with the suite's algorithms. `bound` is authenticated beside the text and not stored.
namespace liandong::seal {

// kStandard: 12 bytes of nonce, the ciphertext, 16 bytes of tag. kNational: 16 bytes of counter block, the ciphertext,
// 32 bytes of HMAC-SM3.
std::string Encrypt(Suite suite, const Key& key, absl::string_view bound, absl::string_view plain);

// DATA_LOSS if anything was altered, bound otherwise, or encrypted with another key.
absl::StatusOr<std::string> Decrypt(Suite suite, const Key& key, absl::string_view bound, absl::string_view sealed);

}  // namespace liandong::seal
