#include "shared/ledger/newest.h"

#include <string>

#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr int64_t kPage = 1000;
// A call may have arrived up to one deadline before a call that was committed earlier, on a replica whose clock is
// wrong.
constexpr absl::Duration kDisorder = absl::Minutes(5);

}  // namespace

absl::Status ReadNewest(store::ReadTx& tx, int64_t first, absl::Time from, absl::Time until,
                        absl::FunctionRef<bool(int64_t index, const v1::Leaf& leaf)> each) {
  int64_t before = INT64_MAX;
  for (bool more = true; more;) {
    int64_t read = 0;
    absl::Time oldest = absl::InfiniteFuture();
    bool wanted = true;
    LD_RETURN_IF_ERROR(
        tx.Query("SELECT seq, leaf FROM ledger_leaf WHERE seq >= $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
                 {first, before, kPage}, [&](const store::Row& row) {
                   v1::Leaf leaf;
                   leaf.ParseFromString(std::string(row.Bytes(1)));
                   before = row.Int(0);
                   ++read;
                   oldest = base::FromProto(leaf.time());
                   if (wanted && oldest >= from && oldest < until) wanted = each(before, leaf);
                 }));
    more = wanted && read == kPage && oldest >= from - kDisorder;
  }
  return absl::OkStatus();
}

}  // namespace liandong::ledger
