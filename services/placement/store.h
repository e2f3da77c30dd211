#pragma once

#include <string>
#include <vector>

#include "liandong/placement/v1/placement_service.pb.h"
#include "liandong/placement/v1/provider_service.pb.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"

namespace liandong::placement {

// Institutions, placements, and the queue of legal aid.
class PlacementStore {
 public:
  // Not owned.
  PlacementStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys)
      : institutions(sealer), placements(sealer), providers(sealer), keys_(keys) {}

  static std::vector<store::Migration> Migrations();

  records::Repository<v1::Institution> institutions;
  records::Repository<v1::Placement> placements;
  records::Repository<v1::Provider> providers;

  // Placements of a victim file, oldest first.
  absl::StatusOr<std::vector<v1::Placement>> PlacementsOf(store::ReadTx& tx, const std::string& victim_file) const;

  // Whether the victim file has a placement that is not closed.
  absl::StatusOr<bool> HasOpenPlacement(store::ReadTx& tx, const std::string& victim_file) const;
  absl::Status IndexFile(store::Tx& tx, const std::string& victim_file, absl::string_view placement_id) const;

  // Writes the stage of an application for legal aid.
  absl::Status PutLegalAid(store::Tx& tx, const v1::ServiceItem& item, const std::string& division) const;
  // Number of victims' applications at a stage in one division.
  absl::StatusOr<int64_t> VictimsWaiting(store::ReadTx& tx, const std::string& division, v1::ServiceStage stage) const;

 private:
  const records::KeyIndex* keys_;
};

}  // namespace liandong::placement
