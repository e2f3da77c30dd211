#pragma once

#include <vector>

#include "shared/store/connection.h"

namespace liandong::store {

// The migrations of several parts of a program, in that order.
std::vector<Migration> Concatenate(const std::vector<std::vector<Migration>>& parts);

// Applies new migrations in the transaction of `connection`. FAILED_PRECONDITION if the database comes from a later
// version.
absl::Status ApplyMigrations(Connection& connection, const std::vector<Migration>& migrations);

// FAILED_PRECONDITION if the database has a component that none of the migrations belongs to.
absl::Status RefuseUnknownComponents(ReadTx& tx, const std::vector<Migration>& migrations);

}  // namespace liandong::store
