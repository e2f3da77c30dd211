#pragma once

#include <functional>
#include <set>
#include <string>

#include "shared/ledger/checkpoint.h"
#include "tools/dbcopy/database.h"

namespace liandong::dbcopy {

// Called after each table, with its name and number of rows.
using Progress = std::function<void(const std::string& table, int64_t rows)>;

// The statement that inserts a row, with values in the order of the columns.
std::string InsertInto(const Table& table);

// Copies all rows of the tables for which `wanted` is true, then reads both databases again and compares them row by
// row. DATA_LOSS if they differ; FAILED_PRECONDITION if the tables are not those of this version of the program.
absl::Status Transfer(Database& from, Database& to, absl::FunctionRef<bool(const std::string&)> wanted,
                      const Progress& progress);

// Verifies the ledger in the database from its first entry to its checkpoint, which a key of `verifier` must have
// signed.
absl::StatusOr<ledger::Checkpoint> VerifyCopy(Database& database, const ledger::CheckpointVerifier& verifier);

}  // namespace liandong::dbcopy
