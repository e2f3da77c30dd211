#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::store {

// Embedded storage: WAL, synchronous=FULL. One writer commits all waiting requests with one fsync; each reader has its
// own connection. Only one process at a time may use the database. Creates the file if necessary. UNAVAILABLE if
// another process uses it.
absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& path);

}  // namespace liandong::store
