#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/public_service.pb.h"
#include "services/clue/store.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class PublicService : public runtime::Servant {
 public:
  explicit PublicService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Reward> GrantReward(const Call& call, const v1::GrantRewardRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListRewardsResponse> ListRewards(const Call& call, const v1::ListRewardsRequest& request,
                                                      store::ReadTx& tx);
  absl::StatusOr<v1::Volunteer> RegisterVolunteer(const Call& call, const v1::RegisterVolunteerRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::Volunteer> EvaluateVolunteer(const Call& call, const v1::EvaluateVolunteerRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::Volunteer> GetVolunteer(const Call& call, const v1::GetVolunteerRequest& request,
                                             store::ReadTx& tx);
  absl::StatusOr<v1::ListVolunteersResponse> ListVolunteers(const Call& call, const v1::ListVolunteersRequest& request,
                                                            store::ReadTx& tx);

  absl::Status OweEvaluation(const Call& call, const std::string& name, store::Tx& tx) const;

  ClueStore clues_;
  records::Repository<v1::Reward> rewards_;
  records::Repository<v1::Volunteer> volunteers_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
