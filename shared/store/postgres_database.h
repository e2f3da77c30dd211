#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::store {

// A PostgreSQL server, or an engine that speaks its protocol with SERIALIZABLE transactions and row locks; any number
// of processes share it. Pooled connections, each of which comes back after it was lost. `conninfo` as libpq reads it;
// with several hosts, the one that takes writes is found. UNAVAILABLE if it cannot be reached now.
absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(const std::string& conninfo);

}  // namespace liandong::store
