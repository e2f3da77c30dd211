#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/store/database.h"

namespace liandong::ledger {

struct Tally {
  int64_t calls = 0;
  int64_t refusals = 0;
};

// Adds the calls that the entry stands for.
void Count(const v1::Leaf& leaf, Tally& tally);

// Counts calls that arrived in the half-open time span, by the SPIFFE URI of the caller. Reads the tallies of whole
// days and hours, and the entries of the parts of hours at either end and of those that are not indexed yet.
absl::StatusOr<std::map<std::string, Tally>> TallyCallers(store::ReadTx& tx, absl::Time from, absl::Time until);

}  // namespace liandong::ledger
