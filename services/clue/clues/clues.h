#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Clues from the report to the outcome, 三(一).
void AddClueHandlers(Handlers& handlers);

}  // namespace liandong::clue
