#pragma once

#include "services/casefile/store.h"

namespace liandong::casefile {

// Brings the persons of records that are older than a search index into it, where it does not have them all. Waits; may
// be ended at any moment, begun again, and done by several replicas at once.
absl::Status FillIndexes(store::Database& database, const CasefileStore& store);

}  // namespace liandong::casefile
