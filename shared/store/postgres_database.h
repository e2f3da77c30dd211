#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::store {

// A PostgreSQL server, or an engine that speaks its protocol with SERIALIZABLE transactions and row locks. Any number
// of processes share it. The pooled connections are restored after they were lost. `conninfo` is a libpq connection
// string; if it names several hosts, the one that accepts writes is used. UNAVAILABLE if none can be reached now.
absl::StatusOr<std::unique_ptr<Database>> OpenPostgres(const std::string& conninfo);

}  // namespace liandong::store
