#include "services/placement/trainees/trainees.h"

#include <utility>

#include "services/placement/trainees/trainee_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::Trainee> RegisterTrainee(const Process& process, const Call& call,
                                            const v1::RegisterTraineeRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing, process.trainee_persons.Find(tx, request.person()));
  if (!existing.empty())
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_3_1_P2);
  v1::Trainee trainee;
  trainee.set_category(request.category());
  *trainee.mutable_person() = request.person();
  *trainee.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(trainee), {.kind = request.category()});
  LD_RETURN_IF_ERROR(process.trainees.Insert(tx, record));
  LD_RETURN_IF_ERROR(process.trainee_persons.Add(tx, request.person(), record.columns.id));
  LD_RULE("3-3-1-p2.one-training-is-owed")
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_FREE_TRAINING, record.columns.division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Trainee> RecordTraining(const Process& process, const Call& call,
                                           const v1::RecordTrainingRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_FREE_TRAINING, request.name(), call.now));
  return contract::Change<v1::Trainee>(
      process.trainees, tx, call, request.name(),
      [&](v1::Trainee& trainee) { return rules::RecordTraining(trainee, request); }, request.etag());
}

absl::StatusOr<v1::Trainee> GetTrainee(const Process& process, const Call& call, const v1::GetTraineeRequest& request,
                                       ReadTx& tx) {
  return contract::Get(process.trainees, tx, call, request.name());
}

absl::StatusOr<v1::ListTraineesResponse> ListTrainees(const Process& process, const Call& call,
                                                      const v1::ListTraineesRequest& request, ReadTx& tx) {
  return contract::List(process.trainees, tx, {.reach = call.reach}, call, request,
                        &v1::ListTraineesResponse::mutable_trainees);
}

}  // namespace

void AddTraineeHandlers(Handlers& handlers) {
  handlers.Write(&RegisterTrainee);
  handlers.Write(&RecordTraining);
  handlers.Read(&GetTrainee);
  handlers.Read(&ListTrainees);
}

}  // namespace liandong::placement
