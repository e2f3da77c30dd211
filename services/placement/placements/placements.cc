#include "services/placement/placements/placements.h"

#include <utility>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "services/placement/care/care_rules.h"
#include "services/placement/institutions/beds.h"
#include "services/placement/placements/placement_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/obligations/terms.h"
#include "shared/rule/rule.h"

namespace liandong::placement {
namespace {

constexpr char kNoteHandOver[] = "/liandong.casefile.v1.CasefileService/NoteHandOver";
constexpr char kScreenCarers[] = "/liandong.casefile.v1.CasefileService/ScreenCarers";

// What the casefile service says about the receivers.
struct Receivers {
  bool barred;
};

v1::Placement NewPlacement(const Call& call, const v1::RequestPlacementRequest& request) {
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

// What is due from the reception on: 五(三)3, 五(四)1.
absl::Status OpenDuties(const Process& process, const Call& call, const v1::Placement& placement, WriteTx& tx) {
  const auto report = obligation::v1::OBLIGATION_KIND_REPORT_UNIDENTIFIED;
  const bool station = placement.institution_kind() == v1::INSTITUTION_KIND_RESCUE_STATION;
  LD_RULE("5-3-3.at-three-months-the-report-is-due")
  if (station && !placement.identity_known()) {
    const absl::Time due = obligations::DueAfter(report, base::FromProto(placement.reception_time()));
    LD_RETURN_IF_ERROR(
        process.obligations.Open(tx, {report, placement.division(), placement.name(), {}, due}, call.now));
  }
  LD_RULE("5-4-1.a-child-of-school-age-is-enrolled")
  if (rules::IsSchoolAge(placement.person(), call.now)) {
    LD_RETURN_IF_ERROR(process.obligations.Open(
        tx, {obligation::v1::OBLIGATION_KIND_ENROL, placement.division(), placement.name()}, call.now));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Placement> RequestPlacement(const Process& process, const Call& call,
                                               const v1::RequestPlacementRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckRequest(request));
  LD_ASSIGN_OR_RETURN(const bool open, process.placements.HasOpen(tx, request.victim_file()));
  if (open) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_5_1_P1);
  auto record = contract::NewRecord(call, NewPlacement(call, request),
                                    {.kind = request.category(), .state = v1::PLACEMENT_STATE_RESCUED});
  LD_RETURN_IF_ERROR(process.placements.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_ACCEPT_PLACEMENT, record.columns.division, record.message.name()},
      call.now));
  casefile::v1::NoteHandOverRequest note;
  note.set_victim_file(request.victim_file());
  LD_RETURN_IF_ERROR(
      process.outbox.Add(tx, contract::v1::SERVICE_CASEFILE, kNoteHandOver, note, contract::v1::CLAUSE_4_9, call.now));
  tx.Touch(request.victim_file());
  tx.AfterCommit([&process, category = request.category()] {
    process.metrics.Counter(telemetry::kPlacementsRequested, {{"category", v1::PlacementCategory_Name(category)}})
        .Increment();
  });
  return std::move(record.message);
}

absl::StatusOr<v1::Placement> AcceptPlacement(const Process& process, const Call& call,
                                              const v1::AcceptPlacementRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto institution, process.institutions.Load(tx, call.reach, request.institution()));
  const absl::Time reception = request.has_reception_time() ? base::FromProto(request.reception_time()) : call.now;
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) {
                        return rules::Accept(changed, institution.message, reception);
                      }));
  LD_RETURN_IF_ERROR(TakeBed(process, request.institution(), tx));
  tx.Touch(request.institution());
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_ACCEPT_PLACEMENT, request.name(), call.now));
  LD_RETURN_IF_ERROR(OpenDuties(process, call, placement, tx));
  return placement;
}

absl::StatusOr<v1::Placement> TransferPlacement(const Process& process, const Call& call,
                                                const v1::TransferPlacementRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto to, process.institutions.Load(tx, call.reach, request.institution()));
  std::string from;
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) {
                        from = changed.institution();
                        return rules::Transfer(changed, to.message);
                      }));
  LD_RETURN_IF_ERROR(FreeBed(process, from, tx));
  LD_RETURN_IF_ERROR(TakeBed(process, request.institution(), tx));
  return placement;
}

absl::StatusOr<v1::Placement> RecordFamilyTracing(const Process& process, const Call& call,
                                                  const v1::RecordFamilyTracingRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) {
                        return rules::RecordTracing(changed, request);
                      }));
  if (placement.identity_known()) {
    LD_RETURN_IF_ERROR(
        process.obligations.Void(tx, obligation::v1::OBLIGATION_KIND_REPORT_UNIDENTIFIED, request.name(), call.now));
  }
  return placement;
}

absl::StatusOr<Receivers> ScreenReceivers(const Process& process, const Call& call,
                                          const v1::ReturnToFamilyRequest& request, const Reader& reader) {
  if (request.receivers().empty()) return Receivers{.barred = false};
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return process.placements.records().Load(tx, call.reach, request.name());
  }));
  casefile::v1::ScreenCarersRequest question;
  question.set_victim_file(record.message.victim_file());
  *question.mutable_carers() = request.receivers();
  const auto answer = process.peers.Ask<casefile::v1::ScreenCarersResponse>(
      contract::v1::SERVICE_CASEFILE, kScreenCarers, question, contract::v1::CLAUSE_4_9, call.deadline);
  // Nobody is handed over because the casefile service did not answer.
  if (!answer.ok()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE, contract::v1::CLAUSE_4_9);
  return Receivers{.barred = answer->barred()};
}

absl::StatusOr<v1::Placement> ReturnToFamily(const Process& process, const Call& call,
                                             const v1::ReturnToFamilyRequest& request, const Receivers& receivers,
                                             WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) {
                        return rules::Return(changed, request, receivers.barred, call.now);
                      }));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_FOLLOW_UP_VISIT, placement.division(), placement.name()}, call.now));
  LD_RETURN_IF_ERROR(FreeBed(process, placement.institution(), tx));
  return placement;
}

absl::StatusOr<v1::Placement> ClosePlacement(const Process& process, const Call& call,
                                             const v1::ClosePlacementRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Void(tx, obligation::v1::OBLIGATION_KIND_FOLLOW_UP_VISIT, request.name(), call.now));
  return process.placements.Change(tx, call, request.name(), [&](v1::Placement& placement) {
    placement.set_close_note(request.note());
    return rules::Close(placement);
  });
}

absl::StatusOr<v1::Placement> GetPlacement(const Process& process, const Call& call,
                                           const v1::GetPlacementRequest& request, ReadTx& tx) {
  return contract::Get(process.placements.records(), tx, call, request.name());
}

absl::StatusOr<v1::ListPlacementsResponse> ListPlacements(const Process& process, const Call& call,
                                                          const v1::ListPlacementsRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.placements.records(), tx, filter, call, request,
                        &v1::ListPlacementsResponse::mutable_placements);
}

}  // namespace

void AddPlacementHandlers(Handlers& handlers) {
  handlers.Write(&RequestPlacement);
  handlers.Write(&AcceptPlacement);
  handlers.Write(&TransferPlacement);
  handlers.Write(&RecordFamilyTracing);
  handlers.GatheredWrite(&ScreenReceivers, &ReturnToFamily);
  handlers.Write(&ClosePlacement);
  handlers.Read(&GetPlacement);
  handlers.Read(&ListPlacements);
}

}  // namespace liandong::placement
