#pragma once

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "shared/ledger/checkpoint.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// Goes through a whole ledger: every leaf in its place, none altered, dropped, added or moved, up to the checkpoint,
// whose signature must verify if `verifier` is given (not owned; may be null); and the checkpoints `saved` earlier are
// of this ledger's past. DATA_LOSS names the first entry that is wrong. `progress` gets the number of entries seen.
absl::StatusOr<Checkpoint> VerifyLedger(store::ReadTx& tx, const CheckpointVerifier* verifier,
                                        const std::vector<Checkpoint>& saved,
                                        absl::FunctionRef<void(int64_t)> progress);

}  // namespace liandong::ledger
