#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"

// The rules and the suite's contracts, read from the descriptors that are linked in.
namespace liandong::contracts {

// `{"clauses": […], "methods": […]}`. Clause ids and agencies as the text writes them. INVALID_ARGUMENT names a method
// whose contract does not hold together.
absl::StatusOr<nlohmann::ordered_json> Registry();

// The same as Markdown tables.
std::string Markdown(const nlohmann::ordered_json& registry);

}  // namespace liandong::contracts
