#include "services/placement/trainees/trainee_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::placement::rules {

absl::Status RecordTraining(v1::Trainee& trainee, const v1::RecordTrainingRequest& request) {
  LD_RULE("3-3-1-p2.the-first-training-is-free")
  if (trainee.trainings().empty() && request.fee() != 0) {
    return errors::Refuse(contract::v1::ERROR_REASON_FREE_OF_CHARGE, contract::v1::CLAUSE_3_3_1_P2);
  }
  v1::Training& training = *trainee.add_trainings();
  training.set_kind(request.kind());
  *training.mutable_train_time() = request.train_time();
  training.set_fee(request.fee());
  if (!request.start_up_aid().empty()) trainee.set_start_up_aid(request.start_up_aid());
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
