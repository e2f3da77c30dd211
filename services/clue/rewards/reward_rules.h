#pragma once

#include "absl/status/status.h"
#include "liandong/clue/v1/clue_service.pb.h"

// For what a reward is granted, 六(九). Pure.
namespace liandong::clue::rules {

// CLUE_NOT_VERIFIED unless the police verified the clue and its reporter is known.
absl::Status CheckReward(const v1::Clue& clue);

}  // namespace liandong::clue::rules
