#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Cases: missing persons 四(四) and trafficking 四(二).
void AddCaseHandlers(Handlers& handlers);

}  // namespace liandong::casefile
