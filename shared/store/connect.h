#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/store/connection.h"

namespace liandong::store {

// Whether `where` is a libpq connection string of a PostgreSQL database rather than a SQLite file.
bool IsPostgres(const std::string& where);

// A connection to either engine for a tool, with an open transaction. For reading, a SQLite file must exist.
absl::StatusOr<std::unique_ptr<Connection>> Connect(const std::string& where, Connection::Access access);

}  // namespace liandong::store
