#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Rewards for clues that the police verified, 六(九).
void AddRewardHandlers(Handlers& handlers);

}  // namespace liandong::clue
