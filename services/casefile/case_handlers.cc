#include <utility>

#include "services/casefile/candidate_service.h"
#include "services/casefile/rules.h"
#include "services/casefile/service.h"
#include "services/casefile/subjects.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/limits/limits.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {

absl::StatusOr<v1::Case> CasefileService::InsertCase(const Call& call, v1::Case file, contract::WriteTx& tx) {
  file.set_state(v1::CASE_STATE_OPEN);
  file.set_division(call.caller->division);
  *file.mutable_create_time() = base::ToProto(call.now);
  const contract::Placing placing{.kind = file.kind(), .state = file.state()};
  auto record = contract::NewRecord(call, std::move(file), placing);
  LD_RETURN_IF_ERROR(store_.cases.Insert(tx, record));
  tx.AfterCommit([this, kind = record.message.kind()] {
    metrics_->Counter(telemetry::kCasesOpened, {{"kind", v1::CaseKind_Name(kind)}}).Increment();
  });
  return std::move(record.message);
}

absl::StatusOr<v1::Case> CasefileService::OpenMissingPersonCase(const Call& call,
                                                                const v1::OpenMissingPersonCaseRequest& request,
                                                                contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const bool homicide_mechanism, rules::HomicideMechanism(request));
  v1::Case file;
  file.set_kind(v1::CASE_KIND_MISSING_PERSON);
  *file.mutable_person() = request.person();
  file.set_minor(rules::IsMinor(request.person(), base::FromProto(request.lost_time())));
  file.set_homicide_mechanism(homicide_mechanism);
  *file.mutable_lost_place() = request.lost_place();
  *file.mutable_lost_time() = request.lost_time();
  *file.mutable_appearance() = request.appearance();
  file.set_circumstances(request.circumstances());
  *file.mutable_clues() = request.clues();
  LD_ASSIGN_OR_RETURN(v1::Case opened, InsertCase(call, std::move(file), tx));
  LD_RETURN_IF_ERROR(
      store_.Index(tx, Role::kMissing, SubjectOf(opened), *values::IdIn(opened.name(), store_.cases.collection())));
  LD_RULE("5-3-2.every-record-is-matched")
  LD_RETURN_IF_ERROR(AnnounceToMatch(*outbox_, tx, opened.name(), call.now));
  return opened;
}

absl::StatusOr<v1::Case> CasefileService::OpenTraffickingCase(const Call& call,
                                                              const v1::OpenTraffickingCaseRequest& request,
                                                              contract::WriteTx& tx) {
  if (!rules::IsTrafficking(request.kind())) {
    return errors::RefuseFields({{"kind", "must be one of the trafficking kinds", "须为拐卖类案件"}});
  }
  v1::Case file;
  file.set_kind(request.kind());
  if (!request.missing_person_case().empty()) {
    LD_ASSIGN_OR_RETURN(const auto missing, store_.cases.Load(tx, call.reach, request.missing_person_case()));
    if (missing.message.kind() != v1::CASE_KIND_MISSING_PERSON) {
      return errors::RefuseFields({{"missing_person_case", "must name a missing-person case", "须为失踪人员案件"}});
    }
    *file.mutable_person() = missing.message.person();
    file.set_homicide_mechanism(missing.message.homicide_mechanism());
    file.set_missing_person_case(request.missing_person_case());
  }
  if (request.has_victim()) *file.mutable_person() = request.victim();
  file.set_minor(request.kind() == v1::CASE_KIND_CHILD_TRAFFICKING);
  file.set_circumstances(request.circumstances());
  *file.mutable_clues() = request.clues();
  LD_ASSIGN_OR_RETURN(v1::Case opened, InsertCase(call, std::move(file), tx));
  if (opened.kind() == v1::CASE_KIND_CHILD_TRAFFICKING) {
    LD_RULE("4-2.a-task-force-within-a-day")
    LD_RETURN_IF_ERROR(obligations_->Open(
        tx, {obligation::v1::OBLIGATION_KIND_ASSIGN_TASK_FORCE, opened.division(), opened.name()}, call.now));
  }
  return opened;
}

absl::StatusOr<v1::Case> CasefileService::GetCase(const Call& call, const v1::GetCaseRequest& request,
                                                  store::ReadTx& tx) {
  return contract::Get(store_.cases, tx, call, request.name());
}

absl::StatusOr<v1::Case> CasefileService::AssignTaskForce(const Call& call, const v1::AssignTaskForceRequest& request,
                                                          store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.cases.Load(tx, call.reach, request.case_()));
  LD_RETURN_IF_ERROR(rules::AssignTaskForce(record.message, request, call.now));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_ASSIGN_TASK_FORCE, request.case_(), call.now));
  LD_RETURN_IF_ERROR(store_.cases.Update(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::Case> CasefileService::RecordTaskForceDuty(const Call& call,
                                                              const v1::RecordTaskForceDutyRequest& request,
                                                              store::Tx& tx) {
  return contract::Change<v1::Case>(store_.cases, tx, call, request.case_(),
                                    [&](v1::Case& file) { return rules::RecordDuty(file, request, call.now); });
}

absl::StatusOr<v1::Case> CasefileService::TransferCase(const Call& call, const v1::TransferCaseRequest& request,
                                                       contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.cases.Load(tx, call.reach, request.case_()));
  LD_RETURN_IF_ERROR(rules::Transfer(record.message, request.division()));
  record.columns.division = request.division();
  LD_RETURN_IF_ERROR(store_.cases.Update(tx, record));
  LD_ASSIGN_OR_RETURN(auto files,
                      store_.victim_files.List(tx, {.parent = record.columns.id}, std::nullopt, limits::kMaxPageSize));
  for (auto& file : files) {
    file.columns.division = request.division();
    file.message.set_division(request.division());
    LD_RETURN_IF_ERROR(store_.victim_files.Update(tx, file));
    tx.Touch(file.message.name());
  }
  return std::move(record.message);
}

absl::StatusOr<v1::Case> CasefileService::DissolveTaskForce(const Call& call,
                                                            const v1::DissolveTaskForceRequest& request,
                                                            store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.cases.Load(tx, call.reach, request.case_()));
  LD_RETURN_IF_ERROR(rules::DissolveTaskForce(record.message, call.now));
  LD_RETURN_IF_ERROR(store_.cases.Update(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::Case> CasefileService::CloseCase(const Call& call, const v1::CloseCaseRequest& request,
                                                    store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.cases.Load(tx, call.reach, request.case_()));
  LD_RETURN_IF_ERROR(rules::CloseCase(record.message, request, call.now));
  record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(store_.cases.Update(tx, record));
  if (record.message.kind() == v1::CASE_KIND_MISSING_PERSON) {
    // Nobody is searched for by this case any more, so it takes no share of the probability from open cases.
    LD_RETURN_IF_ERROR(store_.Unindex(tx, Role::kMissing, record.columns.id));
    LD_RETURN_IF_ERROR(AnnounceToMatch(*outbox_, tx, record.message.name(), call.now));
  }
  return std::move(record.message);
}

}  // namespace liandong::casefile
