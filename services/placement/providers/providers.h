#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// Designated hospitals and providers of social work, 五(三)1, 五(三)4.
void AddProviderHandlers(Handlers& handlers);

}  // namespace liandong::placement
