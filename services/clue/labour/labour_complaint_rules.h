#pragma once

#include "absl/status/status.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/labour_service.pb.h"

// When a complaint about labour becomes a clue, and its inspection, 三(三)1. Pure.
namespace liandong::clue::rules {

// Child labour, unlawful employment of disabled persons or foreigners, forced labour, or a mark of suspicion.
bool IsClue(const google::protobuf::RepeatedField<int>& violations, bool suspected_trafficking);
v1::ReportClueRequest ClueOf(const v1::FileLabourComplaintRequest& request);
v1::ReportClueRequest ClueOf(const v1::LabourComplaint& complaint, const v1::RecordInspectionRequest& request);

// WRONG_STATE if the complaint was inspected before.
absl::Status RecordInspection(v1::LabourComplaint& complaint, const v1::RecordInspectionRequest& request);

}  // namespace liandong::clue::rules
