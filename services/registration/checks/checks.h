#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Checks of every kind: they are read, and the police decide those that are held.
void AddCheckHandlers(Handlers& handlers);

}  // namespace liandong::registration
