#pragma once

#include "shared/common_services/process.h"

namespace liandong::common_services {

// ObligationService: the obligations of the process's records.
void AddObligationHandlers(Handlers& handlers);

}  // namespace liandong::common_services
