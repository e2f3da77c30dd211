#pragma once

#include <nlohmann/json.hpp>

#include "shared/contract/method.h"

namespace liandong::contracts {

// Who of a method's callers sees what of its reply: `[{"readers": […], "withheld": ["person.document", …]}]`, callers
// who see the same together. Empty where nothing of the reply is withheld from anybody.
nlohmann::ordered_json Views(const contract::Method& method);

}  // namespace liandong::contracts
