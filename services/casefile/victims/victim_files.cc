#include "services/casefile/victims/victim_files.h"

#include "services/casefile/candidates/candidate_queue.h"
#include "services/casefile/transit/opening.h"
#include "services/casefile/victims/victim_file_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {
namespace {

v1::VictimFile NewFile(const Call& call, const v1::OpenVictimFileRequest& request) {
  v1::VictimFile file;
  file.set_kind(request.kind());
  file.set_division(call.caller->division);
  file.set_case_(request.case_());
  *file.mutable_person() = request.person();
  *file.mutable_appearance() = request.appearance();
  file.set_origin(request.origin());
  *file.mutable_rescue_time() = request.rescue_time();
  *file.mutable_rescue_place() = request.rescue_place();
  *file.mutable_needs() = request.needs();
  *file.mutable_buying_family() = request.buying_family();
  file.set_dna_gate(v1::DNA_GATE_NO_SAMPLE);
  *file.mutable_create_time() = base::ToProto(call.now);
  *file.mutable_update_time() = base::ToProto(call.now);
  return file;
}

// 四(五), 四(九): what the police must do for a child of unknown origin.
absl::Status OpenDuties(const Process& process, const Call& call, const v1::VictimFile& file, store::Tx& tx) {
  if (file.kind() != v1::VICTIM_KIND_CHILD || file.origin() != v1::ORIGIN_UNKNOWN) return absl::OkStatus();
  for (const auto kind : {obligation::v1::OBLIGATION_KIND_COLLECT_DNA, obligation::v1::OBLIGATION_KIND_HAND_OVER}) {
    LD_RETURN_IF_ERROR(process.obligations.Open(tx, {kind, file.division(), file.name()}, call.now));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::VictimFile> OpenVictimFile(const Process& process, const Call& call,
                                              const v1::OpenVictimFileRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file_case, process.store.cases.Load(tx, call.reach, request.case_()));
  LD_ASSIGN_OR_RETURN(const auto existing, process.store.persons.Find(tx, Role::kVictim, request.person()));
  LD_RULE("5-4-4.one-file-a-victim")
  if (!existing.empty()) {
    return errors::Refuse(contract::v1::ERROR_REASON_VICTIM_FILE_EXISTS, contract::v1::CLAUSE_5_4_4);
  }
  LD_ASSIGN_OR_RETURN(v1::VictimFile opened,
                      contract::Create(process.store.victim_files, tx, call, NewFile(call, request),
                                       {.kind = request.kind(), .parent = file_case.columns.id}));
  LD_RETURN_IF_ERROR(process.store.persons.Add(tx, opened));
  LD_RETURN_IF_ERROR(RequestQueueUpdate(process, opened.name(), call.now, tx));
  LD_RETURN_IF_ERROR(OpenDuties(process, call, opened, tx));
  LD_RETURN_IF_ERROR(OpenTransitIfFromElsewhere(process, call, opened, tx));
  tx.AfterCommit([&process, kind = request.kind()] {
    process.metrics.Counter(telemetry::kVictimFilesOpened, {{"kind", v1::VictimKind_Name(kind)}}).Increment();
  });
  return opened;
}

absl::StatusOr<v1::VictimFile> GetVictimFile(const Process& process, const Call& call,
                                             const v1::GetVictimFileRequest& request, ReadTx& tx) {
  return contract::Get(process.store.victim_files, tx, call, request.name());
}

absl::StatusOr<v1::VictimFile> UpdateVictimFile(const Process& process, const Call& call,
                                                const v1::UpdateVictimFileRequest& request, WriteTx& tx) {
  const auto change = [&](v1::VictimFile& file) {
    *file.mutable_update_time() = base::ToProto(call.now);
    return rules::UpdateVictimFile(file, request, call.caller->agency);
  };
  LD_ASSIGN_OR_RETURN(v1::VictimFile updated, contract::Change<v1::VictimFile>(process.store.victim_files, tx, call,
                                                                               request.victim_file().name(), change,
                                                                               request.victim_file().etag()));
  LD_RETURN_IF_ERROR(process.store.persons.Remove(tx, updated));
  LD_RETURN_IF_ERROR(process.store.persons.Add(tx, updated));
  LD_RETURN_IF_ERROR(RequestQueueUpdate(process, updated.name(), call.now, tx));
  return updated;
}

absl::StatusOr<v1::ListVictimFilesResponse> ListVictimFiles(const Process& process, const Call& call,
                                                            const v1::ListVictimFilesRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.store.victim_files, tx, filter, call, request,
                        &v1::ListVictimFilesResponse::mutable_victim_files);
}

}  // namespace

void AddVictimFileHandlers(Handlers& handlers) {
  handlers.Write(&OpenVictimFile);
  handlers.Read(&GetVictimFile);
  handlers.Write(&UpdateVictimFile);
  handlers.Read(&ListVictimFiles);
}

}  // namespace liandong::casefile
