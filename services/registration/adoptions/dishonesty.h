#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Dishonesty in adoptions, for the credit system, 三(六)2.
void AddDishonestyHandlers(Handlers& handlers);

}  // namespace liandong::registration
