#include "services/casefile/cases/cases.h"

#include <utility>

#include "services/casefile/candidates/candidate_queue.h"
#include "services/casefile/cases/case_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/limits/limits.h"
#include "shared/rule/rule.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::Case> InsertCase(const Process& process, const Call& call, v1::Case file, WriteTx& tx) {
  file.set_state(v1::CASE_STATE_OPEN);
  file.set_division(call.caller->division);
  *file.mutable_create_time() = base::ToProto(call.now);
  const contract::Placing placing{.kind = file.kind(), .state = file.state()};
  tx.AfterCommit([&process, kind = file.kind()] {
    process.metrics.Counter(telemetry::kCasesOpened, {{"kind", v1::CaseKind_Name(kind)}}).Increment();
  });
  return contract::Create(process.store.cases, tx, call, std::move(file), placing);
}

absl::StatusOr<v1::Case> OpenMissingPersonCase(const Process& process, const Call& call,
                                               const v1::OpenMissingPersonCaseRequest& request, WriteTx& tx) {
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
  LD_ASSIGN_OR_RETURN(v1::Case opened, InsertCase(process, call, std::move(file), tx));
  LD_RETURN_IF_ERROR(process.store.persons.Add(tx, opened));
  LD_RULE("5-3-2.every-record-is-matched")
  LD_RETURN_IF_ERROR(RequestQueueUpdate(process, opened.name(), call.now, tx));
  return opened;
}

absl::StatusOr<v1::Case> OpenTraffickingCase(const Process& process, const Call& call,
                                             const v1::OpenTraffickingCaseRequest& request, WriteTx& tx) {
  if (!rules::IsTrafficking(request.kind())) {
    return errors::RefuseFields({{"kind", "must be one of the trafficking kinds", "须为拐卖类案件"}});
  }
  v1::Case file;
  file.set_kind(request.kind());
  if (!request.missing_person_case().empty()) {
    LD_ASSIGN_OR_RETURN(const auto missing, process.store.cases.Load(tx, call.reach, request.missing_person_case()));
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
  LD_ASSIGN_OR_RETURN(v1::Case opened, InsertCase(process, call, std::move(file), tx));
  if (opened.kind() == v1::CASE_KIND_CHILD_TRAFFICKING) {
    LD_RULE("4-2.a-task-force-within-a-day")
    LD_RETURN_IF_ERROR(process.obligations.Open(
        tx, {obligation::v1::OBLIGATION_KIND_ASSIGN_TASK_FORCE, opened.division(), opened.name()}, call.now));
  }
  return opened;
}

absl::StatusOr<v1::Case> GetCase(const Process& process, const Call& call, const v1::GetCaseRequest& request,
                                 ReadTx& tx) {
  return contract::Get(process.store.cases, tx, call, request.name());
}

absl::StatusOr<v1::Case> TransferCase(const Process& process, const Call& call, const v1::TransferCaseRequest& request,
                                      WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, process.store.cases.Load(tx, call.reach, request.case_()));
  LD_RETURN_IF_ERROR(rules::Transfer(record.message, request.division()));
  record.columns.division = request.division();
  LD_RETURN_IF_ERROR(process.store.cases.Update(tx, record));
  LD_ASSIGN_OR_RETURN(auto files, process.store.victim_files.List(tx, {.parent = record.columns.id}, std::nullopt,
                                                                  limits::kMaxPageSize));
  for (auto& file : files) {
    file.columns.division = request.division();
    file.message.set_division(request.division());
    LD_RETURN_IF_ERROR(process.store.victim_files.Update(tx, file));
    tx.Touch(file.message.name());
  }
  return std::move(record.message);
}

absl::StatusOr<v1::Case> CloseCase(const Process& process, const Call& call, const v1::CloseCaseRequest& request,
                                   WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(v1::Case closed,
                      contract::Change<v1::Case>(process.store.cases, tx, call, request.case_(), [&](v1::Case& file) {
                        return rules::CloseCase(file, request, call.now);
                      }));
  if (closed.kind() == v1::CASE_KIND_MISSING_PERSON) {
    // Nobody is searched for by this case any more, so it takes no share of the probability from open cases.
    LD_RETURN_IF_ERROR(process.store.persons.Remove(tx, closed));
    LD_RETURN_IF_ERROR(RequestQueueUpdate(process, closed.name(), call.now, tx));
  }
  return closed;
}

}  // namespace

void AddCaseHandlers(Handlers& handlers) {
  handlers.Write(&OpenMissingPersonCase);
  handlers.Write(&OpenTraffickingCase);
  handlers.Read(&GetCase);
  handlers.Write(&TransferCase);
  handlers.Write(&CloseCase);
}

}  // namespace liandong::casefile
