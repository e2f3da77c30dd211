#include "services/placement/unidentified/unidentified.h"

#include "services/placement/placements/placement_rules.h"
#include "services/placement/unidentified/unidentified_rules.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::Placement> ReportUnidentified(const Process& process, const Call& call,
                                                 const v1::ReportUnidentifiedRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) {
                        return rules::ReportUnidentified(changed, call.now);
                      }));
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_REPORT_UNIDENTIFIED, request.name(), call.now));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_COORDINATE_HOUSEHOLD, placement.division(), placement.name()}, call.now));
  return placement;
}

absl::StatusOr<v1::Placement> CoordinateHousehold(const Process& process, const Call& call,
                                                  const v1::CoordinateHouseholdRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_COORDINATE_HOUSEHOLD, request.name(), call.now));
  return process.placements.Change(tx, call, request.name(), [&](v1::Placement& placement) {
    return rules::Coordinate(placement, request.instruction(), call.now);
  });
}

absl::StatusOr<v1::Placement> RecordHousehold(const Process& process, const Call& call,
                                              const v1::RecordHouseholdRequest& request, WriteTx& tx) {
  return process.placements.Change(
      tx, call, request.name(), [&](v1::Placement& placement) { return rules::RecordHousehold(placement, call.now); });
}

absl::StatusOr<v1::ScreenUnidentifiedResponse> ScreenUnidentified(const Process& process, const Call&,
                                                                  const v1::ScreenUnidentifiedRequest& request,
                                                                  ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto placements, process.placements.OfFile(tx, request.victim_file()));
  v1::ScreenUnidentifiedResponse reply;
  // A person of whom nothing is known may be a child.
  reply.set_minor(placements.empty());
  for (const v1::Placement& placement : placements) {
    if (placement.household().has_coordinate_time()) reply.set_coordinated(true);
    if (rules::IsMinor(placement.category())) reply.set_minor(true);
  }
  return reply;
}

}  // namespace

void AddUnidentifiedHandlers(Handlers& handlers) {
  handlers.Write(&ReportUnidentified);
  handlers.Write(&CoordinateHousehold);
  handlers.Write(&RecordHousehold);
  handlers.Read(&ScreenUnidentified);
}

}  // namespace liandong::placement
