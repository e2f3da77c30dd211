#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace liandong::seal {

// The algorithms for encryption and indexes. Their numbers are stored.
enum class Suite : unsigned char {
  kStandard = 1,  // AES-256-GCM, HMAC-SHA-256, HKDF-SHA-256
  kNational = 2,  // SM4-CTR with HMAC-SM3 (GB/T 32907, GB/T 32905), HKDF-SM3
};

// `standard`, `national`.
std::optional<Suite> SuiteFromName(absl::string_view name);
std::optional<Suite> SuiteFromNumber(int number);

// The name of the suite's digest in OpenSSL.
const char* DigestName(Suite suite);

}  // namespace liandong::seal
