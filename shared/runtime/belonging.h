#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/runtime/definition.h"

namespace liandong::runtime {

// Names of a record and of what belongs to it.
struct Belonging {
  // At least the name asked for: other services' entries may name it.
  std::set<std::string> names;
  // It is a record of these tables, and of the division.
  bool held = false;
};

// `record` as `victimFiles/{id}`; what has it as its parent, and what has those. Of `division` and those below it.
absl::StatusOr<Belonging> RecordsOf(store::ReadTx& tx, const std::vector<Counted>& tables, const std::string& record,
                                    absl::string_view division);

}  // namespace liandong::runtime
