#pragma once

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "liandong/oversight/v1/report_service.pb.h"

// When a member's report is in time, and when it is missing, 八(四). Pure.
namespace liandong::oversight::rules {

// In time until the end of the last day.
v1::MemberReportState FiledState(absl::Time filed, absl::CivilDay last_day);
// REPORT_NOT_DUE until the last day has passed.
absl::Status CheckMissing(absl::CivilDay last_day, absl::Time now);

}  // namespace liandong::oversight::rules
