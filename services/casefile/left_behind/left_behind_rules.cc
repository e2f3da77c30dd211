#include "services/casefile/left_behind/left_behind_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {

absl::Status RecordVisit(v1::LeftBehindPerson& person, const v1::RecordLeftBehindVisitRequest& request,
                         law::Agency agency) {
  if (person.state() != v1::LEFT_BEHIND_STATE_OPEN) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_3_6_3);
  }
  v1::LeftBehindVisit& visit = *person.add_visits();
  *visit.mutable_visit_time() = request.visit_time();
  visit.set_agency(agency);
  visit.set_note(request.note());
  return absl::OkStatus();
}

absl::Status Close(v1::LeftBehindPerson& person) {
  if (person.state() != v1::LEFT_BEHIND_STATE_OPEN) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_3_6_3);
  }
  LD_RULE("3-6-3.who-is-closed-is-visited-no-more")
  person.set_state(v1::LEFT_BEHIND_STATE_CLOSED);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
