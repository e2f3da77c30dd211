#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/casefile_service.pb.h"

// How cases begin and end, 四(二) and 四(四). Pure.
namespace liandong::casefile::rules {

// 四(四) protects minors: everyone who is not known to be 18 counts as one.
bool IsMinor(const common::v1::Person& person, absl::Time at);

// Whether the homicide mechanism starts. HOMICIDE_MECHANISM_MANDATORY if a request declines it for a minor, 四(四).
absl::StatusOr<bool> HomicideMechanism(const v1::OpenMissingPersonCaseRequest& request);

bool IsTrafficking(v1::CaseKind kind);

// 四(二): a child-trafficking case can only be closed as solved, after its task force has recorded its three duties.
absl::Status CloseCase(v1::Case& file, const v1::CloseCaseRequest& request, absl::Time now);

// Transfers an open case to another division.
absl::Status Transfer(v1::Case& file, const std::string& division);

}  // namespace liandong::casefile::rules
