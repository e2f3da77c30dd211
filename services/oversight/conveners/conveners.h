#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Conveners of the joint conference, 二(一).
void AddConvenerHandlers(Handlers& handlers);

}  // namespace liandong::oversight
