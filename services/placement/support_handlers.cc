#include <utility>

#include "services/placement/rules.h"
#include "services/placement/service.h"

namespace liandong::placement {

absl::StatusOr<v1::Placement> PlacementService::CoordinateHousehold(const Call& call,
                                                                    const v1::CoordinateHouseholdRequest& request,
                                                                    store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Coordinate(record.message, request.instruction(), call.now));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_COORDINATE_HOUSEHOLD, request.name(), call.now));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::RecordHousehold(const Call& call,
                                                                const v1::RecordHouseholdRequest& request,
                                                                store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordHousehold(record.message, call.now));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::ScreenUnidentifiedResponse> PlacementService::ScreenUnidentified(
    const Call&, const v1::ScreenUnidentifiedRequest& request, store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto placements, store_.PlacementsOf(tx, request.victim_file()));
  v1::ScreenUnidentifiedResponse reply;
  // A person of whom nothing is known may be a child.
  reply.set_minor(placements.empty());
  for (const v1::Placement& placement : placements) {
    if (placement.household().has_coordinate_time()) reply.set_coordinated(true);
    if (placement.category() != v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT) reply.set_minor(true);
  }
  return reply;
}

absl::StatusOr<v1::Placement> PlacementService::GradeDisability(const Call& call,
                                                                const v1::GradeDisabilityRequest& request,
                                                                store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::GradeDisability(record.message, request.grade(), call.now));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::IssueDisabilityCertificate(
    const Call& call, const v1::IssueDisabilityCertificateRequest& request, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::IssueCertificate(record.message, request.certificate_number()));
  return Save(call, std::move(record), tx);
}

}  // namespace liandong::placement
