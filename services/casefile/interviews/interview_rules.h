#pragma once

#include "absl/status/status.h"
#include "liandong/casefile/v1/casefile_service.pb.h"

// Interviews of victims, 四(七). Pure.
namespace liandong::casefile::rules {

// A second interview, or one that is not one-stop, needs a reason and police approval.
absl::Status CheckInterview(const v1::VictimFile& file, const v1::RecordInterviewRequest& request);

}  // namespace liandong::casefile::rules
