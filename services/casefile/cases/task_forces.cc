#include "services/casefile/cases/task_forces.h"

#include "services/casefile/cases/task_force_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::Case> AssignTaskForce(const Process& process, const Call& call,
                                         const v1::AssignTaskForceRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_ASSIGN_TASK_FORCE, request.case_(), call.now));
  return contract::Change<v1::Case>(process.store.cases, tx, call, request.case_(),
                                    [&](v1::Case& file) { return rules::AssignTaskForce(file, request, call.now); });
}

absl::StatusOr<v1::Case> RecordTaskForceDuty(const Process& process, const Call& call,
                                             const v1::RecordTaskForceDutyRequest& request, WriteTx& tx) {
  return contract::Change<v1::Case>(process.store.cases, tx, call, request.case_(),
                                    [&](v1::Case& file) { return rules::RecordDuty(file, request, call.now); });
}

absl::StatusOr<v1::Case> DissolveTaskForce(const Process& process, const Call& call,
                                           const v1::DissolveTaskForceRequest& request, WriteTx& tx) {
  return contract::Change<v1::Case>(process.store.cases, tx, call, request.case_(),
                                    [&](v1::Case& file) { return rules::DissolveTaskForce(file, call.now); });
}

}  // namespace

void AddTaskForceHandlers(Handlers& handlers) {
  handlers.Write(&AssignTaskForce);
  handlers.Write(&RecordTaskForceDuty);
  handlers.Write(&DissolveTaskForce);
}

}  // namespace liandong::casefile
