#include "shared/ledger/tally.h"

#include <algorithm>

#include "shared/base/status_macros.h"
#include "shared/ledger/entry_index.h"
#include "shared/ledger/newest.h"

namespace liandong::ledger {

void Count(const v1::Leaf& leaf, Tally& tally) {
  const int64_t calls = std::max<int64_t>(1, leaf.refused_calls());
  tally.calls += calls;
  if (leaf.code() != 0) tally.refusals += calls;
}

absl::StatusOr<std::map<std::string, Tally>> TallyCallers(store::ReadTx& tx, absl::Time from, absl::Time until) {
  std::map<std::string, Tally> tallies;
  LD_ASSIGN_OR_RETURN(const int64_t indexed, IndexedEntries(tx));
  LD_RETURN_IF_ERROR(ReadNewest(tx, indexed, from, until, [&](int64_t, const v1::Leaf& leaf) {
    Count(leaf, tallies[leaf.caller()]);
    return true;
  }));
  LD_RETURN_IF_ERROR(AddIndexedTallies(tx, from, until, tallies));
  return tallies;
}

}  // namespace liandong::ledger
