#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// The funds in the budget of each year, 八(二).
void AddBudgetHandlers(Handlers& handlers);

}  // namespace liandong::oversight
