#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// How each agency fulfilled its duties in a year, from what the services find in their obligations and ledgers, 八(三).
void AddDutyAssessmentHandlers(Handlers& handlers);

}  // namespace liandong::oversight
