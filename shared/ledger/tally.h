#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/store/database.h"

namespace liandong::ledger {

struct Tally {
  int64_t calls = 0;
  int64_t refusals = 0;
};

// Counts calls that arrived in the half-open time span, by the SPIFFE URI of the caller. Reads the entries from the
// newest back.
absl::StatusOr<std::map<std::string, Tally>> TallyCallers(store::ReadTx& tx, absl::Time from, absl::Time until);

}  // namespace liandong::ledger
