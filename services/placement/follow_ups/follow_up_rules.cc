#include "services/placement/follow_ups/follow_up_rules.h"

#include "shared/errors/errors.h"

namespace liandong::placement::rules {

absl::Status RecordFollowUp(v1::Placement& placement, const v1::RecordFollowUpRequest& request, law::Agency agency) {
  if (placement.state() == v1::PLACEMENT_STATE_RESCUED)
    return errors::Refuse(contract::v1::ERROR_REASON_STEP_SKIPPED, contract::v1::CLAUSE_5_1_P1);
  v1::FollowUp& visit = *placement.add_follow_ups();
  *visit.mutable_visit_time() = request.visit_time();
  visit.set_agency(agency);
  visit.set_note(request.note());
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
