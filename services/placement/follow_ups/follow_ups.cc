#include "services/placement/follow_ups/follow_ups.h"

#include "services/placement/follow_ups/follow_up_rules.h"
#include "shared/rule/rule.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::Placement> RecordFollowUp(const Process& process, const Call& call,
                                             const v1::RecordFollowUpRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) {
                        return rules::RecordFollowUp(changed, request, call.caller->agency);
                      }));
  if (placement.state() == v1::PLACEMENT_STATE_RETURNED) {
    // 跟踪了解: the next visit is due from this one on.
    const auto visit = obligation::v1::OBLIGATION_KIND_FOLLOW_UP_VISIT;
    LD_RETURN_IF_ERROR(process.obligations.Meet(tx, visit, request.name(), call.now));
    LD_RULE("5-4-4.visits-go-on-after-the-return")
    LD_RETURN_IF_ERROR(process.obligations.Open(tx, {visit, placement.division(), placement.name()}, call.now));
  }
  return placement;
}

}  // namespace

void AddFollowUpHandlers(Handlers& handlers) { handlers.Write(&RecordFollowUp); }

}  // namespace liandong::placement
