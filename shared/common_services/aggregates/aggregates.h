#pragma once

#include "shared/common_services/process.h"

namespace liandong::common_services {

// AggregateService: counts of the process's records by their plain columns.
void AddAggregateHandlers(Handlers& handlers);

}  // namespace liandong::common_services
