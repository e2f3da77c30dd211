#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Projects that send workers abroad, 七(一).
void AddExportProjectHandlers(Handlers& handlers);

}  // namespace liandong::clue
