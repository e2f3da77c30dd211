#pragma once

#include "shared/common_services/process.h"

namespace liandong::common_services {

// LedgerService: the process's own ledger.
void AddLedgerHandlers(Handlers& handlers);

}  // namespace liandong::common_services
