#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace liandong::client {

// Parses `clue=127.0.0.1:7401` and the like into gRPC targets by name. A name given several times has several replicas,
// whose addresses must then be numeric IPv4; calls use them in turn. INVALID_ARGUMENT quotes the wrong part.
absl::StatusOr<std::map<std::string, std::string>> ParseTargets(const std::vector<std::string>& texts);

}  // namespace liandong::client
