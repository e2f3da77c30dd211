#pragma once

#include <vector>

#include "shared/common_services/process.h"

namespace liandong::common_services {

// RetentionService: erasure of the process's records.
void AddRetentionHandlers(Handlers& handlers);

// The table of erasures.
std::vector<store::Migration> RetentionMigrations();

}  // namespace liandong::common_services
