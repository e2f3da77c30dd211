#pragma once

#include "shared/records/record_type.h"
#include "shared/store/database.h"

namespace liandong::common_services {

// Destroys the key of a record of the type, its encrypted message, its index entries, and the saved replies that show
// it.
absl::Status Erase(store::Tx& tx, const records::RecordType& type, absl::string_view id);

}  // namespace liandong::common_services
