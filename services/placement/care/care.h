#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// What a placed person receives: treatment, social work, school, work and legal aid, 五(三), 五(四).
void AddCareHandlers(Handlers& handlers);

}  // namespace liandong::placement
