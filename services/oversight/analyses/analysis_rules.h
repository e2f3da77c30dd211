#pragma once

#include <vector>

#include "absl/status/status.h"
#include "liandong/oversight/v1/analysis_service.pb.h"

// What an analysis of the situation may show, 三(二). Pure.
namespace liandong::oversight::rules {

// Counts below this could identify a person.
inline constexpr int64_t kSmallestCell = 5;

// The period ends after it begins.
absl::Status CheckPeriod(const v1::AnalyseSituationRequest& request);
// Removes the counts that are too small, and returns how many.
int Suppress(std::vector<v1::Cell>& cells);

}  // namespace liandong::oversight::rules
