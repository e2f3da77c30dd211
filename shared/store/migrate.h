#pragma once

#include <vector>

#include "shared/store/connection.h"

namespace liandong::store {

// Applies what is new, in the transaction of `connection`. FAILED_PRECONDITION if the database is of a later version.
absl::Status ApplyMigrations(Connection& connection, const std::vector<Migration>& migrations);

}  // namespace liandong::store
