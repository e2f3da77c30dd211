#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Crossings of the border, which the police record and who marries foreigners may look up, 三(三)4.
void AddCrossingHandlers(Handlers& handlers);

}  // namespace liandong::registration
