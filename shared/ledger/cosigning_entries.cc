#include "shared/ledger/cosigning_entries.h"

#include <string>

#include "shared/base/status_macros.h"
#include "shared/ledger/entries.h"

namespace liandong::ledger {
namespace {

// Few, because in a busy ledger the first entry decides.
constexpr int64_t kPage = 100;

}  // namespace

bool IsCosigning(const v1::Leaf& leaf) {
  const bool rewritten = leaf.reason() == contract::v1::ERROR_REASON_CHECKPOINT_INCONSISTENT ||
                         leaf.reason() == contract::v1::ERROR_REASON_CHECKPOINT_UNSIGNED;
  return !rewritten && (leaf.method() == kGetWitnessed || leaf.method() == kAddCheckpoint);
}

absl::StatusOr<bool> AnyBesidesCosigning(store::ReadTx& tx, int64_t& place) {
  bool any = false;
  for (int64_t read = kPage; read == kPage && !any;) {
    read = 0;
    LD_RETURN_IF_ERROR(ReadEntries(tx, place, kPage, [&](int64_t index, absl::string_view bytes) {
      ++read;
      if (any) return;
      v1::Leaf leaf;
      // An entry that cannot be parsed is shown rather than passed over.
      any = !leaf.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !IsCosigning(leaf);
      if (!any) place = index + 1;
    }));
  }
  return any;
}

}  // namespace liandong::ledger
