#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/placement/v1/guardianship_service.pb.h"

// Help with guardianship, 三(六)4. Pure.
namespace liandong::placement::rules {

// A request is decided once, and never returns to requested.
absl::Status DecideHelp(v1::GuardianshipHelp& help, const v1::DecideGuardianshipHelpRequest& request, absl::Time now);

}  // namespace liandong::placement::rules
