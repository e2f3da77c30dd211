#include "services/placement/placements/placement_store.h"

#include <algorithm>
#include <utility>

#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::placement {
namespace {

constexpr char kFileDomain[] = "placement/victim-file";

}  // namespace

absl::Status PlacementStore::Insert(store::Tx& tx, records::Record<v1::Placement>& record) const {
  LD_RETURN_IF_ERROR(placements_.Insert(tx, record));
  return keys_->Add(tx, kFileDomain, record.message.victim_file(), record.columns.id);
}

absl::StatusOr<v1::Placement> PlacementStore::Change(store::Tx& tx, const contract::Call& call, absl::string_view name,
                                                     absl::FunctionRef<absl::Status(v1::Placement&)> decide) const {
  return contract::Change<v1::Placement>(placements_, tx, call, name, [&](v1::Placement& placement) {
    *placement.mutable_update_time() = base::ToProto(call.now);
    return decide(placement);
  });
}

absl::StatusOr<std::vector<v1::Placement>> PlacementStore::OfFile(store::ReadTx& tx,
                                                                  const std::string& victim_file) const {
  LD_ASSIGN_OR_RETURN(const auto ids, keys_->Find(tx, kFileDomain, victim_file));
  std::vector<v1::Placement> found;
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(auto record, placements_.Load(tx, {}, values::NameOf(placements_.collection(), id)));
    found.push_back(std::move(record.message));
  }
  return found;
}

absl::StatusOr<bool> PlacementStore::HasOpen(store::ReadTx& tx, const std::string& victim_file) const {
  LD_ASSIGN_OR_RETURN(const auto found, OfFile(tx, victim_file));
  return std::any_of(found.begin(), found.end(),
                     [](const v1::Placement& placement) { return placement.state() != v1::PLACEMENT_STATE_CLOSED; });
}

}  // namespace liandong::placement
