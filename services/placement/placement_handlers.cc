#include <utility>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "services/placement/rules.h"
#include "services/placement/service.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/obligations/terms.h"
#include "shared/rule/rule.h"

namespace liandong::placement {
namespace {

constexpr char kNoteHandOver[] = "/liandong.casefile.v1.CasefileService/NoteHandOver";
constexpr char kScreenCarers[] = "/liandong.casefile.v1.CasefileService/ScreenCarers";

v1::Placement NewPlacement(const contract::Call& call, const v1::RequestPlacementRequest& request) {
  v1::Placement placement;
  placement.set_victim_file(request.victim_file());
  placement.set_category(request.category());
  placement.set_state(v1::PLACEMENT_STATE_RESCUED);
  placement.set_division(call.caller->division);
  *placement.mutable_person() = request.person();
  placement.set_guardian_status(request.guardian_status());
  placement.set_identity_known(request.identity_known());
  if (request.has_materials()) *placement.mutable_materials() = request.materials();
  *placement.mutable_create_time() = base::ToProto(call.now);
  *placement.mutable_update_time() = base::ToProto(call.now);
  return placement;
}

}  // namespace

absl::StatusOr<v1::Placement> PlacementService::RequestPlacement(const Call& call,
                                                                 const v1::RequestPlacementRequest& request,
                                                                 contract::WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckRequest(request));
  LD_ASSIGN_OR_RETURN(const bool open, store_.HasOpenPlacement(tx, request.victim_file()));
  if (open) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_5_1_P1);
  auto record = contract::NewRecord(call, NewPlacement(call, request),
                                    {.kind = request.category(), .state = v1::PLACEMENT_STATE_RESCUED});
  LD_RETURN_IF_ERROR(store_.placements.Insert(tx, record));
  LD_RETURN_IF_ERROR(store_.IndexFile(tx, request.victim_file(), record.columns.id));
  LD_RETURN_IF_ERROR(Owe(tx, call, obligation::v1::OBLIGATION_KIND_ACCEPT_PLACEMENT, record));
  casefile::v1::NoteHandOverRequest note;
  note.set_victim_file(request.victim_file());
  LD_RETURN_IF_ERROR(
      outbox_->Add(tx, contract::v1::SERVICE_CASEFILE, kNoteHandOver, note, contract::v1::CLAUSE_4_9, call.now));
  tx.Touch(request.victim_file());
  tx.AfterCommit([this, category = request.category()] {
    metrics_->Counter(telemetry::kPlacementsRequested, {{"category", v1::PlacementCategory_Name(category)}})
        .Increment();
  });
  return std::move(record.message);
}

absl::StatusOr<v1::Placement> PlacementService::AcceptPlacement(const Call& call,
                                                                const v1::AcceptPlacementRequest& request,
                                                                contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_ASSIGN_OR_RETURN(const auto institution, store_.institutions.Load(tx, call.reach, request.institution()));
  const absl::Time reception = request.has_reception_time() ? base::FromProto(request.reception_time()) : call.now;
  LD_RETURN_IF_ERROR(rules::Accept(record.message, institution.message, reception, call.now));
  LD_RETURN_IF_ERROR(Occupy(tx, request.institution(), 1));
  tx.Touch(request.institution());
  LD_RETURN_IF_ERROR(OpenDuties(tx, call, record, reception));
  return Save(call, std::move(record), tx);
}

// What is due from the reception on: 五(三)3, 五(四)1.
absl::Status PlacementService::OpenDuties(store::Tx& tx, const Call& call, const PlacementRecord& record,
                                          absl::Time reception) const {
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_ACCEPT_PLACEMENT, record.message.name(), call.now));
  const auto report = obligation::v1::OBLIGATION_KIND_REPORT_UNIDENTIFIED;
  const bool station = record.message.institution_kind() == v1::INSTITUTION_KIND_RESCUE_STATION;
  LD_RULE("5-3-3.at-three-months-the-report-is-due")
  if (station && !record.message.identity_known()) {
    LD_RETURN_IF_ERROR(obligations_->Open(
        tx, {report, record.columns.division, record.message.name(), {}, obligations::DueAfter(report, reception)},
        call.now));
  }
  LD_RULE("5-4-1.a-child-of-school-age-is-enrolled")
  if (rules::IsSchoolAge(record.message.person(), call.now)) {
    LD_RETURN_IF_ERROR(Owe(tx, call, obligation::v1::OBLIGATION_KIND_ENROL, record));
  }
  return absl::OkStatus();
}

absl::Status PlacementService::Owe(store::Tx& tx, const Call& call, obligations::Kind kind,
                                   const PlacementRecord& record) const {
  return obligations_->Open(tx, {kind, record.columns.division, record.message.name()}, call.now);
}

absl::StatusOr<v1::Placement> PlacementService::TransferPlacement(const Call& call,
                                                                  const v1::TransferPlacementRequest& request,
                                                                  store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_ASSIGN_OR_RETURN(const auto to, store_.institutions.Load(tx, call.reach, request.institution()));
  const std::string from = record.message.institution();
  LD_RETURN_IF_ERROR(rules::Transfer(record.message, to.message));
  LD_RETURN_IF_ERROR(Occupy(tx, from, -1));
  LD_RETURN_IF_ERROR(Occupy(tx, request.institution(), 1));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::RecordFamilyTracing(const Call& call,
                                                                    const v1::RecordFamilyTracingRequest& request,
                                                                    store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordTracing(record.message, request));
  if (record.message.identity_known()) {
    LD_RETURN_IF_ERROR(
        obligations_->Void(tx, obligation::v1::OBLIGATION_KIND_REPORT_UNIDENTIFIED, request.name(), call.now));
  }
  return Save(call, std::move(record), tx);
}

absl::StatusOr<PlacementService::Receivers> PlacementService::ScreenReceivers(const Call& call,
                                                                              const v1::ReturnToFamilyRequest& request,
                                                                              const contract::Reader& reader) {
  if (request.receivers().empty()) return Receivers{false};
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return store_.placements.Load(tx, call.reach, request.name());
  }));
  casefile::v1::ScreenCarersRequest question;
  question.set_victim_file(record.message.victim_file());
  *question.mutable_carers() = request.receivers();
  const auto answer = peers_->Ask<casefile::v1::ScreenCarersResponse>(
      contract::v1::SERVICE_CASEFILE, kScreenCarers, question, contract::v1::CLAUSE_4_9, call.deadline);
  // Nobody is handed over because the casefile service did not answer.
  if (!answer.ok()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE, contract::v1::CLAUSE_4_9);
  return Receivers{answer->barred()};
}

absl::StatusOr<v1::Placement> PlacementService::ReturnToFamily(const Call& call,
                                                               const v1::ReturnToFamilyRequest& request,
                                                               const Receivers& receivers, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Return(record.message, request, receivers.barred, call.now));
  LD_RETURN_IF_ERROR(Owe(tx, call, obligation::v1::OBLIGATION_KIND_FOLLOW_UP_VISIT, record));
  LD_RETURN_IF_ERROR(Occupy(tx, record.message.institution(), -1));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::ReportUnidentified(const Call& call,
                                                                   const v1::ReportUnidentifiedRequest& request,
                                                                   store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::ReportUnidentified(record.message, call.now));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_REPORT_UNIDENTIFIED, request.name(), call.now));
  LD_RETURN_IF_ERROR(Owe(tx, call, obligation::v1::OBLIGATION_KIND_COORDINATE_HOUSEHOLD, record));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::ClosePlacement(const Call& call,
                                                               const v1::ClosePlacementRequest& request,
                                                               store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Close(record.message));
  record.message.set_close_note(request.note());
  LD_RETURN_IF_ERROR(obligations_->Void(tx, obligation::v1::OBLIGATION_KIND_FOLLOW_UP_VISIT, request.name(), call.now));
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::GetPlacement(const Call& call, const v1::GetPlacementRequest& request,
                                                             store::ReadTx& tx) {
  return contract::Get(store_.placements, tx, call, request.name());
}

absl::StatusOr<v1::ListPlacementsResponse> PlacementService::ListPlacements(const Call& call,
                                                                            const v1::ListPlacementsRequest& request,
                                                                            store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(store_.placements, tx, filter, call, request, *tokens_,
                        &v1::ListPlacementsResponse::mutable_placements);
}

}  // namespace liandong::placement
