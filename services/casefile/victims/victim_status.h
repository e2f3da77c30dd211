#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Whether a person is a victim, 四(八)5.
void AddVictimStatusHandlers(Handlers& handlers);

}  // namespace liandong::casefile
