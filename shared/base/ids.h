#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace liandong::base {

// 48 bits of milliseconds and 80 random bits from the kernel, as 26 characters of Crockford's base32 in lower case.
// Cannot be guessed or counted; ids in order of time keep an index's new entries together, and lists in the order of
// making.
std::string NewId(absl::Time now);

// The 16 bytes that such an id is of, and the id of 16 bytes. BytesOfId is empty where it is not one.
std::string BytesOfId(absl::string_view id);
std::string IdOfBytes(absl::string_view bytes);

// A random UUID (RFC 9562, version 4) for `request_id`.
std::string NewUuid();

// The UUID (version 8) that the seed always gives, so that a repeated step repeats its request_id.
std::string UuidOf(absl::string_view seed);

}  // namespace liandong::base
