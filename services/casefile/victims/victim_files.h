#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// The file of each victim, 五(四)4.
void AddVictimFileHandlers(Handlers& handlers);

}  // namespace liandong::casefile
