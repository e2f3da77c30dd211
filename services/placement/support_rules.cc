#include "services/placement/rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::placement::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses and reasons, many of them

}  // namespace

absl::Status Coordinate(v1::Placement& placement, const std::string& instruction, absl::Time now) {
  if (!placement.has_unidentified_report_time()) {
    return errors::Refuse(ERROR_REASON_NOT_REPORTED_UNIDENTIFIED, CLAUSE_5_3_3);
  }
  if (placement.has_household()) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_3);
  *placement.mutable_household()->mutable_coordinate_time() = base::ToProto(now);
  placement.mutable_household()->set_instruction(instruction);
  return absl::OkStatus();
}

absl::Status RecordHousehold(v1::Placement& placement, absl::Time now) {
  if (!placement.has_household()) return errors::Refuse(ERROR_REASON_NOT_REPORTED_UNIDENTIFIED, CLAUSE_5_3_3);
  if (placement.household().has_register_time()) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_3);
  *placement.mutable_household()->mutable_register_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status GradeDisability(v1::Placement& placement, int grade, absl::Time now) {
  if (!placement.disability().certificate_number().empty()) {
    return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_4);
  }
  placement.mutable_disability()->set_grade(grade);
  *placement.mutable_disability()->mutable_grade_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status IssueCertificate(v1::Placement& placement, const std::string& number) {
  LD_RULE("5-3-4.a-certificate-follows-the-grading")
  if (!placement.disability().has_grade_time()) return errors::Refuse(ERROR_REASON_GRADING_MISSING, CLAUSE_5_3_4);
  if (!placement.disability().certificate_number().empty()) {
    return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_4);
  }
  placement.mutable_disability()->set_certificate_number(number);
  return absl::OkStatus();
}

absl::Status RecordTraining(v1::Trainee& trainee, const v1::RecordTrainingRequest& request) {
  LD_RULE("3-3-1-p2.the-first-training-is-free")
  if (trainee.trainings().empty() && request.fee() != 0) {
    return errors::Refuse(ERROR_REASON_FREE_OF_CHARGE, CLAUSE_3_3_1_P2);
  }
  v1::Training& training = *trainee.add_trainings();
  training.set_kind(request.kind());
  *training.mutable_train_time() = request.train_time();
  training.set_fee(request.fee());
  if (!request.start_up_aid().empty()) trainee.set_start_up_aid(request.start_up_aid());
  return absl::OkStatus();
}

absl::Status DecideHelp(v1::GuardianshipHelp& help, const v1::DecideGuardianshipHelpRequest& request, absl::Time now) {
  LD_RULE("3-6-4-p2.help-is-decided-once")
  if (help.state() != v1::GUARDIANSHIP_STATE_REQUESTED)
    return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_3_6_4_P2);
  if (request.decision() == v1::GUARDIANSHIP_STATE_REQUESTED) {
    return errors::RefuseFields({{"decision", "must be a decision, not REQUESTED", "须为处理结果，不得为待处理"}});
  }
  help.set_state(request.decision());
  help.set_decision_note(request.note());
  *help.mutable_decide_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
