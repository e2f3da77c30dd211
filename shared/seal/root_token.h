#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/seal/root_keys.h"

namespace liandong::seal {

// Root keys in a PKCS #11 token, as RootKeys::Open describes them.
absl::StatusOr<std::unique_ptr<RootKeys>> OpenRootToken(const std::string& uri);

}  // namespace liandong::seal
