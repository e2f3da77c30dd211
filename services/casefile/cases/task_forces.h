#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// The task force of a trafficking case, 四(二).
void AddTaskForceHandlers(Handlers& handlers);

}  // namespace liandong::casefile
