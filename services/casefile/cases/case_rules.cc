#include "services/casefile/cases/case_rules.h"

#include "services/casefile/cases/task_force_rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::casefile::rules {
namespace {

constexpr int kAdult = 18;

}  // namespace

bool IsMinor(const common::v1::Person& person, absl::Time at) {
  const auto birth = matching::BirthDayOf(person);
  return !birth.has_value() || values::AgeOn(*birth, values::DayOf(at)) < kAdult;
}

absl::StatusOr<bool> HomicideMechanism(const v1::OpenMissingPersonCaseRequest& request) {
  if (!IsMinor(request.person(), base::FromProto(request.lost_time()))) return request.homicide_mechanism();
  LD_RULE("4-4.a-missing-minor-starts-the-homicide-mechanism")
  if (request.has_homicide_mechanism() && !request.homicide_mechanism()) {
    return errors::Refuse(contract::v1::ERROR_REASON_HOMICIDE_MECHANISM_MANDATORY, contract::v1::CLAUSE_4_4);
  }
  return true;
}

bool IsTrafficking(v1::CaseKind kind) {
  return kind == v1::CASE_KIND_CHILD_TRAFFICKING || kind == v1::CASE_KIND_WOMAN_TRAFFICKING ||
         kind == v1::CASE_KIND_OTHER_TRAFFICKING;
}

absl::Status CloseCase(v1::Case& file, const v1::CloseCaseRequest& request, absl::Time now) {
  if (file.state() != v1::CASE_STATE_OPEN) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_2);
  }
  if (request.outcome() != v1::CASE_STATE_SOLVED && request.outcome() != v1::CASE_STATE_WITHDRAWN) {
    return errors::RefuseFields({{"outcome", "must be SOLVED or WITHDRAWN", "须为已侦破或已撤销"}});
  }
  LD_RULE("4-2.a-child-case-ends-as-solved")
  if (file.kind() == v1::CASE_KIND_CHILD_TRAFFICKING && request.outcome() != v1::CASE_STATE_SOLVED) {
    return errors::Refuse(contract::v1::ERROR_REASON_CASE_OF_CHILD_OPEN, contract::v1::CLAUSE_4_2);
  }
  LD_RULE("4-2.the-three-duties-are-recorded")
  if (file.kind() == v1::CASE_KIND_CHILD_TRAFFICKING && !HasAllDuties(file.task_force())) {
    return errors::Refuse(contract::v1::ERROR_REASON_DUTIES_NOT_RECORDED, contract::v1::CLAUSE_4_2);
  }
  file.set_state(request.outcome());
  file.set_conclusion(request.conclusion());
  *file.mutable_close_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Transfer(v1::Case& file, const std::string& division) {
  if (file.state() != v1::CASE_STATE_OPEN) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_2);
  }
  if (file.division() == division) {
    return errors::RefuseFields(
        {{"division", "must differ from the current division of the case", "须不同于该案件现属行政区划"}});
  }
  file.set_division(division);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
