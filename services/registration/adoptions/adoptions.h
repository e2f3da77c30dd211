#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Adoptions: from the application to the decision, 三(六)2.
void AddAdoptionHandlers(Handlers& handlers);

}  // namespace liandong::registration
