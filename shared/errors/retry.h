#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace liandong::errors {

// The refusal with a RetryInfo that asks the caller to wait for so long, in place of the second that refusals ask for
// otherwise. `refusal` is one with RetryInfo: UNAVAILABLE or RESOURCE_EXHAUSTED.
absl::Status RetryAfter(absl::Status refusal, absl::Duration wait);

}  // namespace liandong::errors
