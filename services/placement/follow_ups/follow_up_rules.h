#pragma once

#include "absl/status/status.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "shared/law/names.h"

// Visits to the persons who were placed, 五(四)4. Pure.
namespace liandong::placement::rules {

absl::Status RecordFollowUp(v1::Placement& placement, const v1::RecordFollowUpRequest& request, law::Agency agency);

}  // namespace liandong::placement::rules
