#pragma once

#include "services/casefile/store.h"

namespace liandong::casefile {

// Adds the persons of older records to a search index that does not contain all of them. Blocks. May be interrupted at
// any moment and repeated, and several replicas may do it at once.
absl::Status FillIndexes(store::Database& database, const CasefileStore& store);

}  // namespace liandong::casefile
