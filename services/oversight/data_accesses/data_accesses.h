#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Who read a person's data, from the ledgers of all services, 八(三).
void AddDataAccessHandlers(Handlers& handlers);

}  // namespace liandong::oversight
