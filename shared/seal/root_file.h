#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/seal/root_keys.h"

namespace liandong::seal {

// Whether a file with this mode is private enough for root keys: only its owner may read it, or it belongs to root and
// a group of the `reader`, who is not root, may read it. Kubernetes mounts a Secret for an ordinary user in this way.
bool MayHoldKeys(mode_t mode, uid_t owner, uid_t reader);

// Root keys in a file, as RootKeys::Open describes them.
absl::StatusOr<std::unique_ptr<RootKeys>> OpenRootFile(const std::string& path, Suite suite);

}  // namespace liandong::seal
