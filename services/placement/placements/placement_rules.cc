#include "services/placement/placements/placement_rules.h"

#include <algorithm>

#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::placement::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses and reasons, many of them

absl::Status StepSkipped() { return errors::Refuse(ERROR_REASON_STEP_SKIPPED, CLAUSE_5_1_P1); }

// 三(六)1. Adults may only be received by a rescue management institution.
bool KindAllowed(const v1::Placement& placement, v1::InstitutionKind kind) {
  LD_RULE("5-1-p2.placed-in-an-institution-of-the-three-kinds")
  if (placement.category() == v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT) {
    return kind == v1::INSTITUTION_KIND_RESCUE_STATION;
  }
  const bool no_guardian = placement.guardian_status() == v1::GUARDIAN_STATUS_NOT_FOUND;
  LD_RULE("3-6-1.a-rescued-child-goes-to-a-welfare-institution")
  if (placement.category() == v1::PLACEMENT_CATEGORY_TRAFFICKED_CHILD && no_guardian) {
    return kind == v1::INSTITUTION_KIND_CHILD_WELFARE;
  }
  return LD_RULE_HOLDS("3-6-1.a-street-minor-goes-to-an-institution-for-children",
                       kind == v1::INSTITUTION_KIND_CHILD_WELFARE || kind == v1::INSTITUTION_KIND_MINORS_PROTECTION);
}

// 三(六)1: 未成年人救助保护机构临时监护照料, 儿童福利机构代养. A rescued child without guardians grows up there.
v1::CareMode CareModeOf(const v1::Placement& placement) {
  switch (placement.institution_kind()) {
    case v1::INSTITUTION_KIND_RESCUE_STATION:
      return v1::CARE_MODE_SHELTER;
    case v1::INSTITUTION_KIND_MINORS_PROTECTION:
      return v1::CARE_MODE_TEMPORARY;
    default:
      return placement.category() == v1::PLACEMENT_CATEGORY_TRAFFICKED_CHILD ? v1::CARE_MODE_RAISED
                                                                             : v1::CARE_MODE_FOSTER;
  }
}

absl::Status PlaceIn(const v1::Institution& institution, v1::Placement& placement) {
  if (!KindAllowed(placement, institution.kind())) {
    const auto clause = placement.category() == v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT ? CLAUSE_5_1_P2 : CLAUSE_3_6_1;
    return errors::Refuse(ERROR_REASON_INSTITUTION_KIND_FORBIDDEN, clause);
  }
  LD_RULE("5-2.only-where-there-is-room")
  if (institution.occupied() >= institution.capacity()) {
    return errors::Refuse(ERROR_REASON_INSTITUTION_FULL, CLAUSE_5_2);
  }
  placement.set_institution(institution.name());
  placement.set_institution_kind(institution.kind());
  placement.set_care_mode(CareModeOf(placement));
  return absl::OkStatus();
}

}  // namespace

bool IsMinor(v1::PlacementCategory category) { return category != v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT; }

absl::Status CheckRequest(const v1::RequestPlacementRequest& request) {
  LD_RULE("4-9.without-guardians-with-the-materials-of-the-police")
  if (request.guardian_status() == v1::GUARDIAN_STATUS_NOT_FOUND && !request.has_materials()) {
    return errors::Refuse(ERROR_REASON_POLICE_MATERIALS_MISSING, CLAUSE_4_9);
  }
  return absl::OkStatus();
}

absl::Status Accept(v1::Placement& placement, const v1::Institution& institution, absl::Time reception) {
  if (placement.state() != v1::PLACEMENT_STATE_RESCUED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_1_P1);
  const bool no_guardian = placement.guardian_status() == v1::GUARDIAN_STATUS_NOT_FOUND;
  LD_RULE("3-6-1.guardians-are-looked-for-first")
  if (IsMinor(placement.category()) && no_guardian && placement.tracing_attempts().empty()) {
    return errors::Refuse(ERROR_REASON_TRACING_MISSING, CLAUSE_3_6_1);
  }
  LD_RETURN_IF_ERROR(PlaceIn(institution, placement));
  placement.set_state(v1::PLACEMENT_STATE_PLACED);
  *placement.mutable_reception_time() = base::ToProto(reception);
  return absl::OkStatus();
}

absl::Status Transfer(v1::Placement& placement, const v1::Institution& to) {
  const bool placed =
      placement.state() == v1::PLACEMENT_STATE_PLACED || placement.state() == v1::PLACEMENT_STATE_REHABILITATION;
  if (!placed) return StepSkipped();
  if (placement.institution() == to.name()) {
    return errors::RefuseFields(
        {{"institution", "must differ from the person's current institution", "须不同于该对象目前所在机构"}});
  }
  return PlaceIn(to, placement);
}

absl::Status RecordTracing(v1::Placement& placement, const v1::RecordFamilyTracingRequest& request) {
  if (placement.state() == v1::PLACEMENT_STATE_CLOSED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_2);
  v1::TracingAttempt& attempt = *placement.add_tracing_attempts();
  *attempt.mutable_attempt_time() = request.attempt_time();
  attempt.set_method(request.method());
  attempt.set_result(request.result());
  attempt.set_note(request.note());
  // What was found stays found.
  if (request.result() != v1::GUARDIAN_STATUS_NOT_FOUND) {
    placement.set_guardian_status(request.result());
    placement.set_identity_known(true);
  }
  return absl::OkStatus();
}

absl::Status Return(v1::Placement& placement, const v1::ReturnToFamilyRequest& request, bool barred, absl::Time now) {
  // Checked first, whatever the state is: there is no way around it.
  LD_RULE("4-9.never-to-the-buying-family")
  if (barred) return errors::Refuse(ERROR_REASON_BUYING_FAMILY, CLAUSE_4_9);
  LD_RULE("5-1-p1.no-step-is-skipped")
  if (placement.state() != v1::PLACEMENT_STATE_REHABILITATION) return StepSkipped();
  const bool minor = IsMinor(placement.category());
  const bool own_home = request.receiver_kind() == v1::RECEIVER_KIND_OWN_HOME;
  if (request.receivers().empty() && (minor || !own_home)) {
    return errors::RefuseFields(
        {{"receivers", "must name at least one person who takes the person in", "须写明至少一名接收人"}});
  }
  if (minor && own_home) {
    return errors::RefuseFields({{"receiver_kind", "must be parents or guardians, because the person is a minor",
                                  "未成年人须交由父母或其他监护人"}});
  }
  if (minor && placement.guardian_status() == v1::GUARDIAN_STATUS_NOT_FOUND) {
    return errors::Refuse(ERROR_REASON_TRACING_MISSING, CLAUSE_4_9);
  }
  LD_RULE("4-9.a-child-returns-to-its-birth-parents")
  if (minor && placement.guardian_status() == v1::GUARDIAN_STATUS_PARENTS_FOUND &&
      request.receiver_kind() != v1::RECEIVER_KIND_BIRTH_PARENTS) {
    return errors::Refuse(ERROR_REASON_NOT_BIRTH_PARENTS, CLAUSE_4_9);
  }
  LD_RULE("5-4-2.an-adult-returns-by-own-wish")
  if (!minor && !request.willing()) return errors::Refuse(ERROR_REASON_NOT_WILLING, CLAUSE_5_4_2);
  placement.set_state(v1::PLACEMENT_STATE_RETURNED);
  placement.set_receiver_kind(request.receiver_kind());
  *placement.mutable_receivers() = request.receivers();
  *placement.mutable_return_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Close(v1::Placement& placement) {
  if (placement.state() != v1::PLACEMENT_STATE_RETURNED) return StepSkipped();
  const absl::CivilDay returned = values::DayOf(base::FromProto(placement.return_time()));
  const auto& visits = placement.follow_ups();
  const bool visited = std::any_of(visits.begin(), visits.end(), [&](const v1::FollowUp& visit) {
    return values::DayOf(base::FromProto(visit.visit_time())) >= returned;
  });
  // 五(四)4: before the file is closed, somebody sees how the person lives.
  LD_RULE("5-4-1.no-end-without-a-visit")
  if (!visited) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_4_4);
  placement.set_state(v1::PLACEMENT_STATE_CLOSED);
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
