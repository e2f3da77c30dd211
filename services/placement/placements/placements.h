#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// Placements from the hand-over by the police to the last visit, 四(九), 三(六)1, 五(一), 五(四).
void AddPlacementHandlers(Handlers& handlers);

}  // namespace liandong::placement
