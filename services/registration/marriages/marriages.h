#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Marriages: they are checked, and recorded if their check may proceed, 三(三)4.
void AddMarriageHandlers(Handlers& handlers);

}  // namespace liandong::registration
