#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace liandong::store {

// Translates the SQL of a migration to PostgreSQL's types: 64 bits for INTEGER, BYTEA for BLOB. Pure.
std::string ToPostgres(absl::string_view sql);

}  // namespace liandong::store
