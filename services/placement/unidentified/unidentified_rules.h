#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/placement/v1/placement_service.pb.h"

// Persons whose identity stays unknown, 五(三)3. Pure.
namespace liandong::placement::rules {

// Received by a rescue management institution at least three calendar months ago, identity still unknown.
absl::Status ReportUnidentified(v1::Placement& placement, absl::Time now);
// After the report, the district government gives the instruction and the police carry it out.
absl::Status Coordinate(v1::Placement& placement, const std::string& instruction, absl::Time now);
absl::Status RecordHousehold(v1::Placement& placement, absl::Time now);

}  // namespace liandong::placement::rules
