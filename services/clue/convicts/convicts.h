#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Persons convicted of trafficking, who are visited after their release, 三(六)4.
void AddConvictHandlers(Handlers& handlers);

}  // namespace liandong::clue
