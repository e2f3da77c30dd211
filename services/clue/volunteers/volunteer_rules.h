#pragma once

#include "absl/status/status.h"
#include "liandong/clue/v1/public_service.pb.h"

// How volunteers are evaluated, 六(九). Pure.
namespace liandong::clue::rules {

// Once a year; an unfit volunteer is dismissed.
absl::Status Evaluate(v1::Volunteer& volunteer, const v1::EvaluateVolunteerRequest& request);

}  // namespace liandong::clue::rules
