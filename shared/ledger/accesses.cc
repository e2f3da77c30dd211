#include "shared/ledger/accesses.h"

#include <utility>

#include "shared/base/status_macros.h"
#include "shared/ledger/entry_index.h"
#include "shared/ledger/newest.h"

namespace liandong::ledger {
namespace {

v1::Access AccessOf(int64_t index, const v1::Leaf& leaf, const std::set<std::string>& records) {
  v1::Access access;
  for (const std::string& record : leaf.records()) {
    if (records.contains(record)) access.add_records(record);
  }
  *access.mutable_time() = leaf.time();
  access.set_caller(leaf.caller());
  access.set_operator_(leaf.operator_());
  access.set_method(leaf.method());
  access.set_purpose(leaf.purpose());
  access.set_case_name(leaf.case_name());
  access.set_code(leaf.code());
  access.set_index(index);
  return access;
}

}  // namespace

absl::StatusOr<v1::ListAccessesResponse> FindAccesses(store::ReadTx& tx, const std::set<std::string>& records,
                                                      absl::Time from, absl::Time until) {
  v1::ListAccessesResponse found;
  const auto add = [&](int64_t index, const v1::Leaf& leaf) {
    v1::Access access = AccessOf(index, leaf, records);
    if (access.records().empty() && !records.contains(leaf.case_name())) return true;
    found.set_truncated(found.accesses_size() == kMostAccesses);
    if (!found.truncated()) *found.add_accesses() = std::move(access);
    return !found.truncated();
  };
  LD_ASSIGN_OR_RETURN(const int64_t indexed, IndexedEntries(tx));
  LD_RETURN_IF_ERROR(ReadNewest(tx, indexed, from, until, add));
  if (!found.truncated()) LD_RETURN_IF_ERROR(ReadIndexed(tx, records, from, until, add));
  return found;
}

}  // namespace liandong::ledger
