#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Interviews of victims, 四(七).
void AddInterviewHandlers(Handlers& handlers);

}  // namespace liandong::casefile
