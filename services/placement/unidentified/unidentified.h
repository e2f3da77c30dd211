#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// Persons whom nobody could identify get a household registration, 五(三)3.
void AddUnidentifiedHandlers(Handlers& handlers);

}  // namespace liandong::placement
