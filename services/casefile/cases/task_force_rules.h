#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/casefile_service.pb.h"

// The task force of a trafficking case, 四(二). Pure.
namespace liandong::casefile::rules {

// The person in charge of the Public Security Bureau heads the task force of a child-trafficking case.
absl::Status AssignTaskForce(v1::Case& file, const v1::AssignTaskForceRequest& request, absl::Time now);
// Refused before the case is solved.
absl::Status DissolveTaskForce(v1::Case& file, absl::Time now);
// 一长三包, while the task force exists.
absl::Status RecordDuty(v1::Case& file, const v1::RecordTaskForceDutyRequest& request, absl::Time now);
bool HasAllDuties(const v1::TaskForce& force);

}  // namespace liandong::casefile::rules
