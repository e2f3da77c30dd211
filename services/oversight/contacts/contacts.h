#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// The contact of each department, town and sub-district, 二(一).
void AddContactHandlers(Handlers& handlers);

}  // namespace liandong::oversight
