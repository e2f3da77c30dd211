#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Findings about the border, foreigners' stay and work, and brokers of marriages abroad, 三(六)5.
void AddBorderFindingHandlers(Handlers& handlers);

}  // namespace liandong::clue
