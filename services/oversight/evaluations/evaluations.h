#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Evaluations of the plan: of each year, and the final one of 2030, 八(一).
void AddEvaluationHandlers(Handlers& handlers);

}  // namespace liandong::oversight
