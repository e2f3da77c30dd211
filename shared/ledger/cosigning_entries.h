#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/store/database.h"

// Services cosign each other's ledgers by calls, and each of these calls is an entry in the witness's own ledger. If
// such entries were a reason to show a new checkpoint, services without any callers would show each other checkpoints
// forever.
namespace liandong::ledger {

// The calls by which a service shows its checkpoint to a witness.
inline constexpr char kGetWitnessed[] = "/liandong.ledger.v1.LedgerService/GetWitnessed";
inline constexpr char kAddCheckpoint[] = "/liandong.ledger.v1.LedgerService/AddCheckpoint";

// Whether the entry tells of nothing but the cosigning of another ledger. That a ledger was refused as rewritten is
// more than that.
bool IsCosigning(const v1::Leaf& leaf);

// Whether an entry at `place` or later tells of more than cosigning. Moves `place` past the entries that do not, so
// that each is read once.
absl::StatusOr<bool> AnyBesidesCosigning(store::ReadTx& tx, int64_t& place);

}  // namespace liandong::ledger
