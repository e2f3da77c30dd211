#pragma once

#include <nlohmann/json.hpp>

namespace liandong::contracts {

// Which processes call which, from the grants of the methods (as MethodEntry has them): for each pair of a caller and a
// callee, `from` (a service, or `agencies`), `to`, and the methods for which. What a network must let pass, and no
// more.
nlohmann::ordered_json Flows(const nlohmann::ordered_json& methods);

}  // namespace liandong::contracts
