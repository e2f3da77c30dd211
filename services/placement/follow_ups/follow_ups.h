#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// Visits to the persons who were placed, which go on after the return, 五(四)1, 五(四)4.
void AddFollowUpHandlers(Handlers& handlers);

}  // namespace liandong::placement
