#pragma once

#include "absl/status/status.h"
#include "liandong/clue/v1/clue_service.pb.h"

// When the roster of a venue may be searched, 三(四)1. Pure.
namespace liandong::clue::rules {

// OPEN_CLUE_REQUIRED if the clue is resolved.
absl::Status CheckSearch(const v1::Clue& clue);

}  // namespace liandong::clue::rules
