#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "tools/story/caller.h"

namespace liandong::story {

// Fills the suite with the ordinary business of `persons` invented people, through its RPCs: marriages checked, births
// registered, borders crossed, people missed, clues reported. The same seed and day send the same requests, with the
// same request_ids. Shows its progress on standard error. The number of calls made; an error at the first that fails.
absl::StatusOr<int> Seed(Caller& caller, int persons, uint64_t seed, absl::CivilDay today);

}  // namespace liandong::story
