#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Analyses of the situation, from counts that identify nobody, 三(二) and 四(一).
void AddAnalysisHandlers(Handlers& handlers);

}  // namespace liandong::oversight
