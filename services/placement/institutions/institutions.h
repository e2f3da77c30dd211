#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// The institutions that receive persons, 五(一), 五(二).
void AddInstitutionHandlers(Handlers& handlers);

}  // namespace liandong::placement
