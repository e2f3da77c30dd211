#include "services/clue/volunteers/volunteer_rules.h"

#include <algorithm>

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {

absl::Status Evaluate(v1::Volunteer& volunteer, const v1::EvaluateVolunteerRequest& request) {
  const auto& past = volunteer.evaluations();
  const bool again =
      std::any_of(past.begin(), past.end(), [&](const auto& one) { return one.year() == request.year(); });
  if (again || volunteer.state() != v1::VOLUNTEER_STATE_ACTIVE) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_6_9);
  }
  v1::VolunteerEvaluation& evaluation = *volunteer.add_evaluations();
  evaluation.set_year(request.year());
  evaluation.set_grade(request.grade());
  evaluation.set_note(request.note());
  LD_RULE("6-9.an-unfit-volunteer-is-dismissed")
  if (request.grade() == v1::VOLUNTEER_GRADE_UNFIT) volunteer.set_state(v1::VOLUNTEER_STATE_DISMISSED);
  return absl::OkStatus();
}

}  // namespace liandong::clue::rules
