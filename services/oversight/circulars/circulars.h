#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Circulars that commend or criticise agencies, 八(三).
void AddCircularHandlers(Handlers& handlers);

}  // namespace liandong::oversight
