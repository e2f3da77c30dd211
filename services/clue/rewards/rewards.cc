#include "services/clue/rewards/rewards.h"

#include <utility>

#include "services/clue/rewards/reward_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::clue {
namespace {

absl::StatusOr<v1::Reward> GrantReward(const Process& process, const Call& call, const v1::GrantRewardRequest& request,
                                       WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto clue, process.clues.records().Load(tx, call.reach, request.clue()));
  LD_RETURN_IF_ERROR(rules::CheckReward(clue.message));
  LD_ASSIGN_OR_RETURN(const int64_t granted, process.rewards.Count(tx, {.parent = clue.columns.id}));
  LD_RULE("6-9.one-reward-a-clue")
  if (granted > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_REWARDED, contract::v1::CLAUSE_6_9);
  v1::Reward reward;
  reward.set_clue(request.clue());
  reward.set_amount(request.amount());
  *reward.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.rewards, tx, call, std::move(reward), {.parent = clue.columns.id});
}

absl::StatusOr<v1::ListRewardsResponse> ListRewards(const Process& process, const Call& call,
                                                    const v1::ListRewardsRequest& request, ReadTx& tx) {
  return contract::List(process.rewards, tx, {.reach = call.reach}, call, request,
                        &v1::ListRewardsResponse::mutable_rewards);
}

}  // namespace

void AddRewardHandlers(Handlers& handlers) {
  handlers.Write(&GrantReward);
  handlers.Read(&ListRewards);
}

}  // namespace liandong::clue
