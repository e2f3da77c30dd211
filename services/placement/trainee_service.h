#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/placement/v1/trainee_service.pb.h"
#include "shared/records/person_index.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::placement {

class TraineeService : public runtime::Servant {
 public:
  explicit TraineeService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Trainee> RegisterTrainee(const Call& call, const v1::RegisterTraineeRequest& request,
                                              store::Tx& tx);
  absl::StatusOr<v1::Trainee> RecordTraining(const Call& call, const v1::RecordTrainingRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Trainee> GetTrainee(const Call& call, const v1::GetTraineeRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListTraineesResponse> ListTrainees(const Call& call, const v1::ListTraineesRequest& request,
                                                        store::ReadTx& tx);

  records::Repository<v1::Trainee> trainees_;
  records::PersonIndex persons_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::placement
