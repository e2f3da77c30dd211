#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "shared/contract/handlers/call.h"
#include "shared/records/key_index.h"
#include "shared/records/repository.h"

namespace liandong::placement {

// The placements, which are found by their victim files.
class PlacementStore {
 public:
  // Not owned.
  PlacementStore(const seal::RecordSealer* sealer, const records::KeyIndex* keys) : placements_(sealer), keys_(keys) {}

  // To read placements; only Insert and Change write them.
  const records::Repository<v1::Placement>& records() const { return placements_; }

  absl::Status Insert(store::Tx& tx, records::Record<v1::Placement>& record) const;
  // Loads a placement within reach, lets `decide` change it, and writes it back with its state and time of update.
  absl::StatusOr<v1::Placement> Change(store::Tx& tx, const contract::Call& call, absl::string_view name,
                                       absl::FunctionRef<absl::Status(v1::Placement&)> decide) const;

  // Placements of a victim file, oldest first.
  absl::StatusOr<std::vector<v1::Placement>> OfFile(store::ReadTx& tx, const std::string& victim_file) const;
  // Whether the victim file has a placement that is not closed.
  absl::StatusOr<bool> HasOpen(store::ReadTx& tx, const std::string& victim_file) const;

 private:
  records::Repository<v1::Placement> placements_;
  const records::KeyIndex* keys_;
};

}  // namespace liandong::placement
