#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

namespace liandong::store {

// Embedded storage: WAL, synchronous=FULL. One writer commits all requests that wait with one fsync; readers each have
// a connection. One process at a time holds the database. Makes the file if it is not there. UNAVAILABLE if another
// process holds it.
absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& path);

}  // namespace liandong::store
