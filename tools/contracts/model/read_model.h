#pragma once

#include "absl/status/statusor.h"
#include "tools/contracts/model/comments.h"
#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// The model of the protos that are linked in. INVALID_ARGUMENT names a method, audience or record type that does not
// hold together.
absl::StatusOr<Model> ReadModel(const Comments& comments);

}  // namespace liandong::contracts
