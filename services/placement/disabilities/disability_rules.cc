#include "services/placement/disabilities/disability_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::placement::rules {

absl::Status GradeDisability(v1::Placement& placement, int grade, absl::Time now) {
  if (!placement.disability().certificate_number().empty()) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_5_3_4);
  }
  placement.mutable_disability()->set_grade(grade);
  *placement.mutable_disability()->mutable_grade_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status IssueCertificate(v1::Placement& placement, const std::string& number) {
  LD_RULE("5-3-4.a-certificate-follows-the-grading")
  if (!placement.disability().has_grade_time())
    return errors::Refuse(contract::v1::ERROR_REASON_GRADING_MISSING, contract::v1::CLAUSE_5_3_4);
  if (!placement.disability().certificate_number().empty()) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_5_3_4);
  }
  placement.mutable_disability()->set_certificate_number(number);
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
