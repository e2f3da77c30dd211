#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// What became of those accused in a case, 四(八).
void AddDispositionHandlers(Handlers& handlers);

}  // namespace liandong::casefile
