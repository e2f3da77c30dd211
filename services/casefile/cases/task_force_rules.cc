#include "services/casefile/cases/task_force_rules.h"

#include <algorithm>

#include "services/casefile/cases/case_rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

bool HasDuty(const v1::TaskForce& force, v1::TaskForceDuty duty) {
  const auto& duties = force.duties();
  return std::any_of(duties.begin(), duties.end(), [&](const auto& one) { return one.duty() == duty; });
}

}  // namespace

absl::Status AssignTaskForce(v1::Case& file, const v1::AssignTaskForceRequest& request, absl::Time now) {
  if (!IsTrafficking(file.kind()) || file.state() != v1::CASE_STATE_OPEN) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_2);
  }
  LD_RULE("4-2.the-head-of-the-bureau-heads-a-child-case")
  if (file.kind() == v1::CASE_KIND_CHILD_TRAFFICKING && request.head_post() != v1::TASK_FORCE_POST_BUREAU_HEAD) {
    return errors::Refuse(contract::v1::ERROR_REASON_TASK_FORCE_HEAD_MANDATORY, contract::v1::CLAUSE_4_2);
  }
  v1::TaskForce& force = *file.mutable_task_force();
  force.set_head_post(request.head_post());
  force.set_head_operator(request.head_operator());
  *force.mutable_member_operators() = request.member_operators();
  force.set_state(v1::TASK_FORCE_STATE_ACTIVE);
  *force.mutable_assign_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status DissolveTaskForce(v1::Case& file, absl::Time now) {
  if (file.task_force().state() != v1::TASK_FORCE_STATE_ACTIVE) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_2);
  }
  LD_RULE("4-2.no-dissolution-before-the-case-is-solved")
  if (file.state() != v1::CASE_STATE_SOLVED) {
    return errors::Refuse(contract::v1::ERROR_REASON_CASE_NOT_SOLVED, contract::v1::CLAUSE_4_2);
  }
  file.mutable_task_force()->set_state(v1::TASK_FORCE_STATE_DISSOLVED);
  *file.mutable_task_force()->mutable_dissolve_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status RecordDuty(v1::Case& file, const v1::RecordTaskForceDutyRequest& request, absl::Time now) {
  if (file.task_force().state() != v1::TASK_FORCE_STATE_ACTIVE) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_2);
  }
  v1::TaskForceDutyRecord& record = *file.mutable_task_force()->add_duties();
  record.set_duty(request.duty());
  *record.mutable_record_time() = base::ToProto(now);
  record.set_note(request.note());
  return absl::OkStatus();
}

bool HasAllDuties(const v1::TaskForce& force) {
  return HasDuty(force, v1::TASK_FORCE_DUTY_SOLVE) && HasDuty(force, v1::TASK_FORCE_DUTY_RESCUE) &&
         HasDuty(force, v1::TASK_FORCE_DUTY_COMFORT_RELATIVES);
}

}  // namespace liandong::casefile::rules
