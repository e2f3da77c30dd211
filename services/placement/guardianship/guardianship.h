#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// Help for minors whose parents cannot look after them, 三(六)4.
void AddGuardianshipHandlers(Handlers& handlers);

}  // namespace liandong::placement
