#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace liandong::store {

// A migration's SQL with PostgreSQL's names of the types: 64 bits for INTEGER, BYTEA for BLOB. Pure.
std::string ToPostgres(absl::string_view sql);

}  // namespace liandong::store
