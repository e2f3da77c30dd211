#pragma once

#include "shared/runtime/definition.h"

namespace liandong::runtime {

// Destroys the key of a record of the table, what it sealed, what finds the record, and the replies that showed it.
absl::Status Erase(store::Tx& tx, const Counted& table, absl::string_view id);

}  // namespace liandong::runtime
