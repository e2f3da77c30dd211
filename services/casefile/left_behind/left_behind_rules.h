#pragma once

#include "absl/status/status.h"
#include "liandong/casefile/v1/left_behind_service.pb.h"
#include "shared/law/names.h"

// The register of the left-behind, 三(六)3. Pure.
namespace liandong::casefile::rules {

// A dated visit to a person who is still left behind.
absl::Status RecordVisit(v1::LeftBehindPerson& person, const v1::RecordLeftBehindVisitRequest& request,
                         law::Agency agency);
absl::Status Close(v1::LeftBehindPerson& person);

}  // namespace liandong::casefile::rules
