#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "liandong/oversight/v1/report_service.pb.h"
#include "shared/law/names.h"

// When the report of the joint conference is final, and who receives it, 八(四). Pure.
namespace liandong::oversight::rules {

// `latest` is the latest report of each member that has one. REPORTS_OUTSTANDING while a member has none.
absl::Status Finalise(v1::ConferenceReport& report, const std::vector<v1::MemberReport>& latest,
                      absl::CivilDay last_day, absl::Time now);
// Each recipient confirms receipt once.
absl::Status Acknowledge(v1::ConferenceReport& report, law::Agency recipient);

}  // namespace liandong::oversight::rules
