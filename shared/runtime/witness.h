#pragma once

#include "absl/status/statusor.h"
#include "shared/ledger/witness.h"
#include "shared/runtime/config.h"

namespace liandong::runtime {

// The witness with the keys that the settings name.
absl::StatusOr<ledger::Witness> MakeWitness(const Config& config);

}  // namespace liandong::runtime
