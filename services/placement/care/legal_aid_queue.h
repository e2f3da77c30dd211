#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "shared/store/database.h"

// Applications for legal aid by stage: at each stage, victims come first, 五(四)5.
namespace liandong::placement {

std::vector<store::Migration> LegalAidMigrations();

// Writes the stage of an application for legal aid.
absl::Status PutLegalAid(store::Tx& tx, const v1::ServiceItem& item, const std::string& division);
// Number of victims' applications at a stage in one division.
absl::StatusOr<int64_t> VictimsWaiting(store::ReadTx& tx, const std::string& division, v1::ServiceStage stage);

}  // namespace liandong::placement
