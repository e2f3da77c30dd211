#pragma once

#include "services/casefile/store.h"

namespace liandong::casefile {

// Adds the persons of older records to a search index that does not contain all of them. Same as records::Backfill.
absl::Status BackfillPersons(store::Database& database, const CasefileStore& store);

}  // namespace liandong::casefile
