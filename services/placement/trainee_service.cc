#include "services/placement/trainee_service.h"

#include <utility>

#include "services/placement/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::placement {

TraineeService::TraineeService(const runtime::Parts& parts)
    : trainees_(parts.sealer),
      persons_("person/trainee", parts.keys),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> TraineeService::Handlers() {
  using contract::Bind;
  using Self = TraineeService;
  return {
      {"RegisterTrainee", Bind(this, &Self::RegisterTrainee)},
      {"RecordTraining", Bind(this, &Self::RecordTraining)},
      {"GetTrainee", Bind(this, &Self::GetTrainee)},
      {"ListTrainees", Bind(this, &Self::ListTrainees)},
  };
}

absl::StatusOr<v1::Trainee> TraineeService::RegisterTrainee(const Call& call, const v1::RegisterTraineeRequest& request,
                                                            store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing, persons_.Find(tx, request.person()));
  if (!existing.empty())
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_3_1_P2);
  v1::Trainee trainee;
  trainee.set_category(request.category());
  *trainee.mutable_person() = request.person();
  *trainee.mutable_create_time() = base::ToProto(call.now);
  auto record = contract::NewRecord(call, std::move(trainee), {.kind = request.category()});
  LD_RETURN_IF_ERROR(trainees_.Insert(tx, record));
  LD_RETURN_IF_ERROR(persons_.Add(tx, request.person(), record.columns.id));
  LD_RULE("3-3-1-p2.one-training-is-owed")
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_FREE_TRAINING, record.columns.division, record.message.name()}, call.now));
  return std::move(record.message);
}

absl::StatusOr<v1::Trainee> TraineeService::RecordTraining(const Call& call, const v1::RecordTrainingRequest& request,
                                                           store::Tx& tx) {
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_FREE_TRAINING, request.name(), call.now));
  return contract::Change<v1::Trainee>(
      trainees_, tx, call, request.name(),
      [&](v1::Trainee& trainee) { return rules::RecordTraining(trainee, request); }, request.etag());
}

absl::StatusOr<v1::Trainee> TraineeService::GetTrainee(const Call& call, const v1::GetTraineeRequest& request,
                                                       store::ReadTx& tx) {
  return contract::Get(trainees_, tx, call, request.name());
}

absl::StatusOr<v1::ListTraineesResponse> TraineeService::ListTrainees(const Call& call,
                                                                      const v1::ListTraineesRequest& request,
                                                                      store::ReadTx& tx) {
  return contract::List(trainees_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListTraineesResponse::mutable_trainees);
}

}  // namespace liandong::placement
