#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace liandong::contracts {

// CONTRACTS.md: clause by clause what the suite does about it and the test of each rule, then RPC by RPC who may call,
// for what purpose, and what each agency sees. `registry` is Registry()'s.
std::string Document(const nlohmann::ordered_json& registry);

}  // namespace liandong::contracts
