#pragma once

#include "shared/common_services/process.h"

namespace liandong::common_services {

// LedgerService: the process as a witness of the other ledgers.
void AddWitnessHandlers(Handlers& handlers);

}  // namespace liandong::common_services
