#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// The plan of each member, 二(二).
void AddPlanHandlers(Handlers& handlers);

}  // namespace liandong::oversight
