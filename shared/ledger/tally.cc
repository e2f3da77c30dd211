#include "shared/ledger/tally.h"

#include <vector>

#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr int64_t kPage = 1000;
// Entries stand in the order of commit, and a call may have arrived a deadline earlier.
constexpr absl::Duration kDisorder = absl::Minutes(5);

}  // namespace

absl::StatusOr<std::map<std::string, Tally>> TallyCallers(store::ReadTx& tx, absl::Time from, absl::Time until) {
  std::map<std::string, Tally> tallies;
  int64_t before = INT64_MAX;
  bool more = true;
  while (more) {
    int64_t read = 0;
    absl::Time oldest = absl::InfiniteFuture();
    LD_RETURN_IF_ERROR(tx.Query("SELECT seq, leaf FROM ledger_leaf WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
                                {before, kPage}, [&](const store::Row& row) {
                                  v1::Leaf leaf;
                                  leaf.ParseFromString(std::string(row.Bytes(1)));
                                  before = row.Int(0);
                                  ++read;
                                  const absl::Time time = base::FromProto(leaf.time());
                                  oldest = time;
                                  if (time < from || time >= until) return;
                                  Tally& tally = tallies[leaf.caller()];
                                  ++tally.calls;
                                  if (leaf.code() != 0) ++tally.refusals;
                                }));
    more = read == kPage && oldest >= from - kDisorder;
  }
  return tallies;
}

}  // namespace liandong::ledger
