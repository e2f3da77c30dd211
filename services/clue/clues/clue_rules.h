#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"

// The steps of a clue, 三(一). Pure.
namespace liandong::clue::rules {

// A clue of a registry hold has the reference of the registration; a cross-border clue may have one, 三(六)5.
absl::Status CheckReport(const v1::ReportClueRequest& request);

// Each moves the clue on or says why not (WRONG_STATE).
absl::Status Acknowledge(v1::Clue& clue, absl::Time now);
absl::Status Assign(v1::Clue& clue, const std::string& unit);
// To the police of another division, where it begins again. Not after it was resolved.
absl::Status Transfer(v1::Clue& clue, const std::string& division);
absl::Status Resolve(v1::Clue& clue, const v1::ResolveClueRequest& request, absl::Time now);

}  // namespace liandong::clue::rules
