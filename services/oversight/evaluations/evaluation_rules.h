#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/oversight/v1/conference_service.pb.h"

// Which year may be evaluated, 八(一). Pure.
namespace liandong::oversight::rules {

// The last year of the plan.
inline constexpr int kFinalYear = 2030;

// The stage evaluation of a year that has begun; the final one in the last year of the plan.
absl::Status CheckEvaluation(const v1::RecordEvaluationRequest& request, absl::Time now);

}  // namespace liandong::oversight::rules
