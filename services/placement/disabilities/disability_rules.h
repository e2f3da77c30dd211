#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/placement/v1/placement_service.pb.h"

// The grading of a disability and its certificate, 五(三)4. Pure.
namespace liandong::placement::rules {

// WRONG_STATE once a certificate was issued.
absl::Status GradeDisability(v1::Placement& placement, int grade, absl::Time now);
// The certificate follows the grading.
absl::Status IssueCertificate(v1::Placement& placement, const std::string& number);

}  // namespace liandong::placement::rules
