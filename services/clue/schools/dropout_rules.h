#pragma once

#include "absl/status/status.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/school_service.pb.h"

// Visits to pupils who dropped out, 三(三)2. Pure.
namespace liandong::clue::rules {

// WRONG_STATE if the pupil is back at school.
absl::Status RecordVisit(v1::DropoutFile& file, const v1::RecordDropoutVisitRequest& request);
v1::ReportClueRequest ClueOf(const v1::DropoutFile& file, const v1::RecordDropoutVisitRequest& request);

}  // namespace liandong::clue::rules
