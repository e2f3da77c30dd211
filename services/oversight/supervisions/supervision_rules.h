#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/oversight/v1/conference.pb.h"
#include "liandong/oversight/v1/conference_service.pb.h"
#include "shared/law/names.h"

// What the joint conference may do with a case or an area under its supervision, 八(一). Pure.
namespace liandong::oversight::rules {

// A case is named; an area has no name of a case.
absl::Status CheckListing(const v1::ListForSupervisionRequest& request);
// Only while it is listed.
absl::Status Lift(v1::Supervision& supervision, absl::Time now);
absl::Status Warn(v1::Supervision& supervision, const v1::IssueWarningRequest& request, absl::Time now);
// 三(五)2: only in an area under supervision.
absl::Status AddCampaign(v1::Supervision& supervision, law::Agency agency, const std::string& text, absl::Time now);

}  // namespace liandong::oversight::rules
