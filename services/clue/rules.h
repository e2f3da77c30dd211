#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"

// What may become of a clue, 三(一). Pure.
namespace liandong::clue::rules {

// A registry hold has a registration's reference; a cross-border clue may share one, 三(六)5.
absl::Status CheckReport(const v1::ReportClueRequest& request);

// Each moves the clue on or says why not (WRONG_STATE).
absl::Status Acknowledge(v1::Clue& clue, absl::Time now);
absl::Status Assign(v1::Clue& clue, const std::string& unit);
// To the police of another division, who begin anew: not what is resolved.
absl::Status Transfer(v1::Clue& clue, const std::string& division);
absl::Status Resolve(v1::Clue& clue, const v1::ResolveClueRequest& request, absl::Time now);

}  // namespace liandong::clue::rules
