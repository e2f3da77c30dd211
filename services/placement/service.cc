#include "services/placement/service.h"

#include <functional>
#include <memory>
#include <utility>

#include "shared/base/proto_time.h"

namespace liandong::placement {

PlacementService::PlacementService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys),
      peers_(parts.peers),
      outbox_(parts.outbox),
      obligations_(parts.obligations),
      tokens_(parts.tokens),
      metrics_(parts.metrics) {}

std::map<std::string, contract::Handler> PlacementService::Handlers() {
  using contract::Bind;
  using Self = PlacementService;
  return {
      {"RegisterInstitution", Bind(this, &Self::RegisterInstitution)},
      {"ListInstitutions", Bind(this, &Self::ListInstitutions)},
      {"RequestPlacement", Bind(this, &Self::RequestPlacement)},
      {"AcceptPlacement", Bind(this, &Self::AcceptPlacement)},
      {"TransferPlacement", Bind(this, &Self::TransferPlacement)},
      {"RecordFamilyTracing", Bind(this, &Self::RecordFamilyTracing)},
      {"ReturnToFamily", Bind(this, &Self::ScreenReceivers, &Self::ReturnToFamily)},
      {"ReportUnidentified", Bind(this, &Self::ReportUnidentified)},
      {"CoordinateHousehold", Bind(this, &Self::CoordinateHousehold)},
      {"RecordHousehold", Bind(this, &Self::RecordHousehold)},
      {"ScreenUnidentified", Bind(this, &Self::ScreenUnidentified)},
      {"GradeDisability", Bind(this, &Self::GradeDisability)},
      {"IssueDisabilityCertificate", Bind(this, &Self::IssueDisabilityCertificate)},
      {"AddService", Bind(this, &Self::AddService)},
      {"AdvanceService", Bind(this, &Self::AdvanceService)},
      {"RecordFollowUp", Bind(this, &Self::RecordFollowUp)},
      {"ClosePlacement", Bind(this, &Self::ClosePlacement)},
      {"GetPlacement", Bind(this, &Self::GetPlacement)},
      {"ListPlacements", Bind(this, &Self::ListPlacements)},
  };
}

absl::StatusOr<v1::Placement> PlacementService::Save(const Call& call, PlacementRecord record, store::Tx& tx) {
  record.columns.state = record.message.state();
  *record.message.mutable_update_time() = base::ToProto(call.now);
  LD_RETURN_IF_ERROR(store_.placements.Update(tx, record));
  return std::move(record.message);
}

}  // namespace liandong::placement
