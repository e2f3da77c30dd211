#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace liandong::base {

// 48 bits of milliseconds and 80 random bits from the kernel, as 26 lower-case characters of Crockford's base32. Such
// ids cannot be guessed or counted. Because they are ordered by time, new index entries are next to each other, and
// lists are in the order of creation.
std::string NewId(absl::Time now);

// An id that is not greater than any made at `now` or later.
std::string LeastId(absl::Time now);

// Converts between such an id and its 16 bytes. BytesOfId is empty if the text is not an id.
std::string BytesOfId(absl::string_view id);
std::string IdOfBytes(absl::string_view bytes);

// A random UUID (RFC 9562, version 4) for `request_id`.
std::string NewUuid();

// The UUID (version 8) that is always derived from the same seed, so that a repeated step repeats its request_id.
std::string UuidOf(absl::string_view seed);

}  // namespace liandong::base
