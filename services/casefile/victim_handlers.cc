#include <utility>

#include "services/casefile/candidate_service.h"
#include "services/casefile/rules.h"
#include "services/casefile/service.h"
#include "services/casefile/subjects.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {
namespace {

v1::VictimFile NewFile(const contract::Call& call, const v1::OpenVictimFileRequest& request) {
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

// The collection to which a sample's subject must belong.
absl::string_view SubjectCollection(v1::DnaRole role) {
  return role == v1::DNA_ROLE_PARENT_OF_MISSING_CHILD ? records::CollectionOf<v1::Case>()
                                                      : records::CollectionOf<v1::VictimFile>();
}

}  // namespace

absl::StatusOr<v1::VictimFile> CasefileService::OpenVictimFile(const Call& call,
                                                               const v1::OpenVictimFileRequest& request,
                                                               contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file_case, store_.cases.Load(tx, call.reach, request.case_()));
  LD_ASSIGN_OR_RETURN(const auto existing, store_.Find(tx, Role::kVictim, request.person()));
  LD_RULE("5-4-4.one-file-a-victim")
  if (!existing.empty()) {
    return errors::Refuse(contract::v1::ERROR_REASON_VICTIM_FILE_EXISTS, contract::v1::CLAUSE_5_4_4);
  }
  auto record =
      contract::NewRecord(call, NewFile(call, request), {.kind = request.kind(), .parent = file_case.columns.id});
  LD_RETURN_IF_ERROR(store_.victim_files.Insert(tx, record));
  LD_RETURN_IF_ERROR(IndexPersons(record, tx));
  LD_RETURN_IF_ERROR(AnnounceToMatch(*outbox_, tx, record.message.name(), call.now));
  LD_RETURN_IF_ERROR(OpenDuties(call, record.message, tx));
  LD_RETURN_IF_ERROR(transits_.OpenIfFromElsewhere(call, record.message, tx));
  tx.AfterCommit([this, kind = request.kind()] {
    metrics_->Counter(telemetry::kVictimFilesOpened, {{"kind", v1::VictimKind_Name(kind)}}).Increment();
  });
  return std::move(record.message);
}

absl::Status CasefileService::IndexPersons(const records::Record<v1::VictimFile>& record, store::Tx& tx) const {
  LD_RETURN_IF_ERROR(store_.Index(tx, Role::kVictim, SubjectOf(record.message), record.columns.id));
  for (const matching::Subject& buyer : BuyersOf(record.message)) {
    LD_RETURN_IF_ERROR(store_.Index(tx, Role::kBuyer, buyer, record.columns.id));
  }
  return absl::OkStatus();
}

// 四(五), 四(九): what the police must do for a child of unknown origin.
absl::Status CasefileService::OpenDuties(const Call& call, const v1::VictimFile& file, store::Tx& tx) const {
  if (file.kind() != v1::VICTIM_KIND_CHILD || file.origin() != v1::ORIGIN_UNKNOWN) return absl::OkStatus();
  for (const auto kind : {obligation::v1::OBLIGATION_KIND_COLLECT_DNA, obligation::v1::OBLIGATION_KIND_HAND_OVER}) {
    LD_RETURN_IF_ERROR(obligations_->Open(tx, {kind, file.division(), file.name()}, call.now));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::VictimFile> CasefileService::GetVictimFile(const Call& call, const v1::GetVictimFileRequest& request,
                                                              store::ReadTx& tx) {
  return contract::Get(store_.victim_files, tx, call, request.name());
}

absl::StatusOr<v1::VictimFile> CasefileService::UpdateVictimFile(const Call& call,
                                                                 const v1::UpdateVictimFileRequest& request,
                                                                 store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.victim_files.Load(tx, call.reach, request.victim_file().name()));
  LD_RETURN_IF_ERROR(rules::UpdateVictimFile(record.message, request, call.caller->agency));
  *record.message.mutable_update_time() = base::ToProto(call.now);
  LD_RETURN_IF_ERROR(store_.victim_files.Update(tx, record, request.victim_file().etag()));
  LD_RETURN_IF_ERROR(store_.Unindex(tx, Role::kVictim, record.columns.id));
  LD_RETURN_IF_ERROR(store_.Unindex(tx, Role::kBuyer, record.columns.id));
  LD_RETURN_IF_ERROR(IndexPersons(record, tx));
  LD_RETURN_IF_ERROR(AnnounceToMatch(*outbox_, tx, record.message.name(), call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::ListVictimFilesResponse> CasefileService::ListVictimFiles(const Call& call,
                                                                             const v1::ListVictimFilesRequest& request,
                                                                             store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(store_.victim_files, tx, filter, call, request, *tokens_,
                        &v1::ListVictimFilesResponse::mutable_victim_files);
}

absl::StatusOr<v1::Interview> CasefileService::RecordInterview(const Call& call,
                                                               const v1::RecordInterviewRequest& request,
                                                               contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto file, store_.victim_files.Load(tx, call.reach, request.victim_file()));
  LD_RETURN_IF_ERROR(rules::CheckInterview(file.message, request));
  file.message.set_interview_count(file.message.interview_count() + 1);
  LD_RETURN_IF_ERROR(store_.victim_files.Update(tx, file));
  v1::Interview interview;
  interview.set_ordinal(file.message.interview_count());
  interview.set_one_stop(request.one_stop());
  *interview.mutable_interview_time() = request.interview_time();
  interview.set_content(request.content());
  interview.set_reason(request.reason());
  interview.set_approval(request.approval());
  auto record =
      contract::NewRecord(call, std::move(interview), {.division = file.columns.division, .parent = file.columns.id});
  LD_RETURN_IF_ERROR(store_.interviews.Insert(tx, record));
  tx.Touch(file.message.name());
  return std::move(record.message);
}

absl::StatusOr<v1::Interview> CasefileService::GetInterview(const Call& call, const v1::GetInterviewRequest& request,
                                                            store::ReadTx& tx) {
  return contract::Get(store_.interviews, tx, call, request.name());
}

absl::StatusOr<v1::ListInterviewsResponse> CasefileService::ListInterviews(const Call& call,
                                                                           const v1::ListInterviewsRequest& request,
                                                                           store::ReadTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, store_.victim_files.Load(tx, call.reach, request.victim_file()));
  return contract::List(store_.interviews, tx, {.reach = call.reach, .parent = file.columns.id}, call, request,
                        *tokens_, &v1::ListInterviewsResponse::mutable_interviews);
}

absl::StatusOr<v1::DnaSample> CasefileService::RegisterDnaSample(const Call& call,
                                                                 const v1::RegisterDnaSampleRequest& request,
                                                                 contract::WriteTx& tx) {
  const auto subject = values::IdIn(request.subject(), SubjectCollection(request.role()));
  if (!subject.has_value()) {
    return errors::RefuseFields(
        {{"subject", "must name a case for a parent's sample, or a victim file for a child's sample",
          "父母样本须填案件，儿童样本须填受害人档案"}});
  }
  v1::DnaSample sample;
  sample.set_role(request.role());
  sample.set_subject(request.subject());
  sample.set_kit_number(request.kit_number());
  *sample.mutable_collect_time() = request.collect_time();
  if (request.role() == v1::DNA_ROLE_PARENT_OF_MISSING_CHILD) {
    LD_RETURN_IF_ERROR(store_.cases.Load(tx, call.reach, request.subject()).status());
  }
  LD_RETURN_IF_ERROR(SetGate(call, sample, v1::DNA_GATE_COLLECTED, tx));
  auto record = contract::NewRecord(call, std::move(sample), {.kind = request.role(), .parent = std::string(*subject)});
  LD_RETURN_IF_ERROR(store_.dna_samples.Insert(tx, record));
  tx.Touch(request.subject());
  return std::move(record.message);
}

absl::StatusOr<v1::DnaSample> CasefileService::RecordDnaComparison(const Call& call,
                                                                   const v1::RecordDnaComparisonRequest& request,
                                                                   contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.dna_samples.Load(tx, call.reach, request.dna_sample()));
  LD_RETURN_IF_ERROR(rules::RecordComparison(record.message, request));
  LD_RETURN_IF_ERROR(SetGate(call, record.message, v1::DNA_GATE_COMPARED, tx));
  LD_RETURN_IF_ERROR(store_.dna_samples.Update(tx, record));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_COLLECT_DNA, record.message.subject(), call.now));
  tx.Touch(record.message.subject());
  return std::move(record.message);
}

// 四(五): a child's sample advances the DNA requirement of its file, which never goes back.
absl::Status CasefileService::SetGate(const Call& call, const v1::DnaSample& sample, v1::DnaGate gate, store::Tx& tx) {
  if (sample.role() != v1::DNA_ROLE_SUSPECTED_CHILD) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(auto file, store_.victim_files.Load(tx, call.reach, sample.subject()));
  if (file.message.dna_gate() >= gate) return absl::OkStatus();
  file.message.set_dna_gate(gate);
  return store_.victim_files.Update(tx, file);
}

}  // namespace liandong::casefile
