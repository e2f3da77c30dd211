#include "services/placement/service.h"

#include <functional>
#include <memory>
#include <utility>

#include "shared/base/proto_time.h"

namespace liandong::placement {

PlacementService::PlacementService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), peers_(parts.peers), tokens_(parts.tokens), metrics_(parts.metrics) {}

std::map<std::string, contract::Handler> PlacementService::Handlers() {
  using contract::Reads;
  using contract::Writes;
  using std::bind_front;
  using Self = PlacementService;
  return {
      {"RegisterInstitution",
       Writes<v1::RegisterInstitutionRequest, v1::Institution>(bind_front(&Self::RegisterInstitution, this))},
      {"ListInstitutions",
       Reads<v1::ListInstitutionsRequest, v1::ListInstitutionsResponse>(bind_front(&Self::ListInstitutions, this))},
      {"RequestPlacement",
       Writes<v1::RequestPlacementRequest, v1::Placement>(bind_front(&Self::RequestPlacement, this))},
      {"AcceptPlacement", Writes<v1::AcceptPlacementRequest, v1::Placement>(bind_front(&Self::AcceptPlacement, this))},
      {"TransferPlacement",
       Writes<v1::TransferPlacementRequest, v1::Placement>(bind_front(&Self::TransferPlacement, this))},
      {"RecordFamilyTracing",
       Writes<v1::RecordFamilyTracingRequest, v1::Placement>(bind_front(&Self::RecordFamilyTracing, this))},
      {"ReturnToFamily", contract::Gathers<v1::ReturnToFamilyRequest, Receivers, v1::Placement>(
                             bind_front(&Self::ScreenReceivers, this), bind_front(&Self::ReturnToFamily, this))},
      {"ReportUnidentified",
       Writes<v1::ReportUnidentifiedRequest, v1::Placement>(bind_front(&Self::ReportUnidentified, this))},
      {"AddService", Writes<v1::AddServiceRequest, v1::Placement>(bind_front(&Self::AddService, this))},
      {"AdvanceService", Writes<v1::AdvanceServiceRequest, v1::Placement>(bind_front(&Self::AdvanceService, this))},
      {"RecordFollowUp", Writes<v1::RecordFollowUpRequest, v1::Placement>(bind_front(&Self::RecordFollowUp, this))},
      {"ClosePlacement", Writes<v1::ClosePlacementRequest, v1::Placement>(bind_front(&Self::ClosePlacement, this))},
      {"GetPlacement", Reads<v1::GetPlacementRequest, v1::Placement>(bind_front(&Self::GetPlacement, this))},
      {"ListPlacements",
       Reads<v1::ListPlacementsRequest, v1::ListPlacementsResponse>(bind_front(&Self::ListPlacements, this))},
  };
}

absl::StatusOr<v1::Placement> PlacementService::Save(const Call& call, PlacementRecord record, store::Tx& tx) {
  record.columns.state = record.message.state();
  *record.message.mutable_update_time() = base::ToProto(call.now);
  LD_RETURN_IF_ERROR(store_.placements.Update(tx, record));
  return std::move(record.message);
}

runtime::Definition PlacementDefinition() {
  return {
      contract::v1::SERVICE_PLACEMENT,
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName("liandong.placement.v1.PlacementService"),
      PlacementStore::Migrations(),
      [](const runtime::Parts& parts) { return std::make_unique<PlacementService>(parts); }};
}

}  // namespace liandong::placement
