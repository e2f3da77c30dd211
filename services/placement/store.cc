#include "services/placement/store.h"

#include <algorithm>
#include <utility>

namespace liandong::placement {
namespace {

constexpr char kFileDomain[] = "placement/victim-file";

}  // namespace

std::vector<store::Migration> PlacementStore::Migrations() {
  // Applications for legal aid by stage: at each stage, victims come first (五(四)5).
  return {{.version = 1,
           .component = "legal_aid",
           .sql = "CREATE TABLE legal_aid (service_id TEXT NOT NULL UNIQUE, division TEXT NOT NULL, "
                  "beneficiary INTEGER NOT NULL, stage INTEGER NOT NULL);"
                  "CREATE INDEX legal_aid_waiting ON legal_aid (division, stage, beneficiary);"}};
}

absl::StatusOr<std::vector<v1::Placement>> PlacementStore::PlacementsOf(store::ReadTx& tx,
                                                                        const std::string& victim_file) const {
  LD_ASSIGN_OR_RETURN(const auto ids, keys_->Find(tx, kFileDomain, victim_file));
  std::vector<v1::Placement> found;
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(auto record, placements.Load(tx, {}, values::NameOf(placements.collection(), id)));
    found.push_back(std::move(record.message));
  }
  return found;
}

absl::StatusOr<bool> PlacementStore::HasOpenPlacement(store::ReadTx& tx, const std::string& victim_file) const {
  LD_ASSIGN_OR_RETURN(const auto found, PlacementsOf(tx, victim_file));
  return std::any_of(found.begin(), found.end(),
                     [](const v1::Placement& placement) { return placement.state() != v1::PLACEMENT_STATE_CLOSED; });
}

absl::Status PlacementStore::IndexFile(store::Tx& tx, const std::string& victim_file,
                                       absl::string_view placement_id) const {
  return keys_->Add(tx, kFileDomain, victim_file, placement_id);
}

absl::Status PlacementStore::PutLegalAid(store::Tx& tx, const v1::ServiceItem& item,
                                         const std::string& division) const {
  return tx
      .Execute(
          "INSERT INTO legal_aid (service_id, division, beneficiary, stage) VALUES ($1, $2, $3, $4) "
          "ON CONFLICT (service_id) DO UPDATE SET stage = excluded.stage",
          {item.name(), division, int64_t{item.beneficiary()}, int64_t{item.stage()}})
      .status();
}

absl::StatusOr<int64_t> PlacementStore::VictimsWaiting(store::ReadTx& tx, const std::string& division,
                                                       v1::ServiceStage stage) const {
  int64_t count = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT count(*) FROM legal_aid WHERE division = $1 AND stage = $2 AND beneficiary = $3",
                              {division, int64_t{stage}, int64_t{v1::BENEFICIARY_VICTIM}},
                              [&](const store::Row& row) { count = row.Int(0); }));
  return count;
}

}  // namespace liandong::placement
