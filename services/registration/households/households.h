#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// Household registrations, which are checked before they are made: 四(五), 五(三)3.
void AddHouseholdHandlers(Handlers& handlers);

}  // namespace liandong::registration
