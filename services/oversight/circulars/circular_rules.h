#pragma once

#include "absl/status/status.h"
#include "liandong/oversight/v1/duty_service.pb.h"

// Whom a circular may criticise, 八(三). Pure.
namespace liandong::oversight::rules {

// No criticism of an agency whose duties are met according to the assessment.
absl::Status CheckCircular(const v1::IssueCircularRequest& request, const v1::DutyAssessment& assessment);

}  // namespace liandong::oversight::rules
