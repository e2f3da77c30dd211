#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Border crossings, which the police record and the marriage counters may look up, 三(三)4.
void AddCrossingHandlers(Handlers& handlers);

}  // namespace liandong::registration
