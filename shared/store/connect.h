#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/store/connection.h"

namespace liandong::store {

// Whether `where` names a PostgreSQL database, as libpq reads it, rather than a SQLite file.
bool IsPostgres(const std::string& where);

// A connection of either engine for a tool, in one transaction that has begun. To read, a SQLite file must be there.
absl::StatusOr<std::unique_ptr<Connection>> Connect(const std::string& where, Connection::Access access);

}  // namespace liandong::store
