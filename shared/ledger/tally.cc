#include "shared/ledger/tally.h"

#include <algorithm>

#include "shared/base/status_macros.h"
#include "shared/ledger/newest.h"

namespace liandong::ledger {

absl::StatusOr<std::map<std::string, Tally>> TallyCallers(store::ReadTx& tx, absl::Time from, absl::Time until) {
  std::map<std::string, Tally> tallies;
  LD_RETURN_IF_ERROR(ReadNewest(tx, from, until, [&](int64_t, const v1::Leaf& leaf) {
    Tally& tally = tallies[leaf.caller()];
    const int64_t calls = std::max<int64_t>(1, leaf.refused_calls());
    tally.calls += calls;
    if (leaf.code() != 0) tally.refusals += calls;
    return true;
  }));
  return tallies;
}

}  // namespace liandong::ledger
