#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"

// The rules and the suite's contracts, read from the descriptors that are linked in.
namespace liandong::contracts {

// `{"clauses": […], "methods": […]}`, with what each agency sees and the test of each rule. Clause ids and agencies as
// the text writes them. INVALID_ARGUMENT names a method whose contract does not hold together.
absl::StatusOr<nlohmann::ordered_json> Registry();

}  // namespace liandong::contracts
