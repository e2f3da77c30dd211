#pragma once

#include <map>
#include <string>

#include "services/placement/store.h"
#include "shared/client/peers.h"
#include "shared/runtime/process.h"

namespace liandong::placement {

// The handlers of PlacementService.
class PlacementService : public runtime::Servant {
 public:
  explicit PlacementService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;
  using PlacementRecord = records::Record<v1::Placement>;

  // What the casefile service says about the receivers.
  struct Receivers {
    bool barred;
  };

  // institution_handlers.cc
  absl::StatusOr<v1::Institution> RegisterInstitution(const Call& call, const v1::RegisterInstitutionRequest& request,
                                                      store::Tx& tx);
  absl::StatusOr<v1::ListInstitutionsResponse> ListInstitutions(const Call& call,
                                                                const v1::ListInstitutionsRequest& request,
                                                                store::ReadTx& tx);
  // Takes or frees a bed.
  absl::Status Occupy(store::Tx& tx, const std::string& institution, int change);

  // placement_handlers.cc
  absl::StatusOr<v1::Placement> RequestPlacement(const Call& call, const v1::RequestPlacementRequest& request,
                                                 contract::WriteTx& tx);
  absl::StatusOr<v1::Placement> AcceptPlacement(const Call& call, const v1::AcceptPlacementRequest& request,
                                                contract::WriteTx& tx);
  absl::StatusOr<v1::Placement> TransferPlacement(const Call& call, const v1::TransferPlacementRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::Placement> RecordFamilyTracing(const Call& call, const v1::RecordFamilyTracingRequest& request,
                                                    store::Tx& tx);
  absl::StatusOr<Receivers> ScreenReceivers(const Call& call, const v1::ReturnToFamilyRequest& request,
                                            const contract::Reader& reader);
  absl::StatusOr<v1::Placement> ReturnToFamily(const Call& call, const v1::ReturnToFamilyRequest& request,
                                               const Receivers& receivers, store::Tx& tx);
  absl::StatusOr<v1::Placement> ReportUnidentified(const Call& call, const v1::ReportUnidentifiedRequest& request,
                                                   store::Tx& tx);
  absl::StatusOr<v1::Placement> ClosePlacement(const Call& call, const v1::ClosePlacementRequest& request,
                                               store::Tx& tx);
  absl::StatusOr<v1::Placement> GetPlacement(const Call& call, const v1::GetPlacementRequest& request,
                                             store::ReadTx& tx);
  absl::StatusOr<v1::ListPlacementsResponse> ListPlacements(const Call& call, const v1::ListPlacementsRequest& request,
                                                            store::ReadTx& tx);

  // care_handlers.cc
  absl::StatusOr<v1::Placement> AddService(const Call& call, const v1::AddServiceRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Placement> AdvanceService(const Call& call, const v1::AdvanceServiceRequest& request,
                                               store::Tx& tx);
  absl::StatusOr<v1::Placement> RecordFollowUp(const Call& call, const v1::RecordFollowUpRequest& request,
                                               store::Tx& tx);

  // support_handlers.cc
  absl::StatusOr<v1::Placement> CoordinateHousehold(const Call& call, const v1::CoordinateHouseholdRequest& request,
                                                    store::Tx& tx);
  absl::StatusOr<v1::Placement> RecordHousehold(const Call& call, const v1::RecordHouseholdRequest& request,
                                                store::Tx& tx);
  absl::StatusOr<v1::ScreenUnidentifiedResponse> ScreenUnidentified(const Call& call,
                                                                    const v1::ScreenUnidentifiedRequest& request,
                                                                    store::ReadTx& tx);
  absl::StatusOr<v1::Placement> GradeDisability(const Call& call, const v1::GradeDisabilityRequest& request,
                                                store::Tx& tx);
  absl::StatusOr<v1::Placement> IssueDisabilityCertificate(const Call& call,
                                                           const v1::IssueDisabilityCertificateRequest& request,
                                                           store::Tx& tx);

  absl::Status CheckProvider(const v1::AddServiceRequest& request, store::ReadTx& tx) const;
  absl::Status OpenDuties(store::Tx& tx, const Call& call, const PlacementRecord& record, absl::Time reception) const;
  absl::Status Owe(store::Tx& tx, const Call& call, obligations::Kind kind, const PlacementRecord& record) const;
  absl::StatusOr<v1::Placement> Save(const Call& call, PlacementRecord record, store::Tx& tx);

  PlacementStore store_;
  client::Peers* peers_;
  const outbox::Outbox* outbox_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::placement
