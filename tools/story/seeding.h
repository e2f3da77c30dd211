#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "tools/story/caller.h"

namespace liandong::story {

// Creates ordinary records for `persons` invented people through the suite's RPCs: marriage checks, registered births,
// border crossings, missing persons, clues. The same seed and day send the same requests with the same request_ids.
// Shows its progress on standard error. Returns the number of calls, or the first error.
absl::StatusOr<int> Seed(Caller& caller, int persons, uint64_t seed, absl::CivilDay today);

}  // namespace liandong::story
