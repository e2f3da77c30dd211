#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// The grading of disabilities and its certificates, 五(三)4.
void AddDisabilityHandlers(Handlers& handlers);

}  // namespace liandong::placement
