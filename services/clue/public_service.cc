#include "services/clue/public_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"
#include "shared/rule/rule.h"

namespace liandong::clue {

PublicService::PublicService(const runtime::Parts& parts)
    : clues_(parts.sealer, parts.keys, parts.events),
      rewards_(parts.sealer),
      volunteers_(parts.sealer),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> PublicService::Handlers() {
  using contract::Bind;
  using Self = PublicService;
  return {
      {"GrantReward", Bind(this, &Self::GrantReward)},
      {"ListRewards", Bind(this, &Self::ListRewards)},
      {"RegisterVolunteer", Bind(this, &Self::RegisterVolunteer)},
      {"EvaluateVolunteer", Bind(this, &Self::EvaluateVolunteer)},
      {"GetVolunteer", Bind(this, &Self::GetVolunteer)},
      {"ListVolunteers", Bind(this, &Self::ListVolunteers)},
  };
}

absl::StatusOr<v1::Reward> PublicService::GrantReward(const Call& call, const v1::GrantRewardRequest& request,
                                                      store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto clue, clues_.clues().Load(tx, call.reach, request.clue()));
  LD_RETURN_IF_ERROR(rules::CheckReward(clue.message));
  LD_ASSIGN_OR_RETURN(const int64_t granted, rewards_.Count(tx, {.parent = clue.columns.id}));
  LD_RULE("6-9.one-reward-a-clue")
  if (granted > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_REWARDED, contract::v1::CLAUSE_6_9);
  v1::Reward reward;
  reward.set_clue(request.clue());
  reward.set_amount(request.amount());
  *reward.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(rewards_, tx, call, std::move(reward), {.parent = clue.columns.id});
}

absl::StatusOr<v1::ListRewardsResponse> PublicService::ListRewards(const Call& call,
                                                                   const v1::ListRewardsRequest& request,
                                                                   store::ReadTx& tx) {
  return contract::List(rewards_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListRewardsResponse::mutable_rewards);
}

absl::StatusOr<v1::Volunteer> PublicService::RegisterVolunteer(const Call& call,
                                                               const v1::RegisterVolunteerRequest& request,
                                                               store::Tx& tx) {
  v1::Volunteer volunteer;
  volunteer.set_state(v1::VOLUNTEER_STATE_ACTIVE);
  *volunteer.mutable_person() = request.person();
  volunteer.set_organisation(request.organisation());
  *volunteer.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::Volunteer made, contract::Create(volunteers_, tx, call, std::move(volunteer),
                                                           {.state = v1::VOLUNTEER_STATE_ACTIVE}));
  LD_RETURN_IF_ERROR(OweEvaluation(call, made.name(), tx));
  return made;
}

absl::StatusOr<v1::Volunteer> PublicService::EvaluateVolunteer(const Call& call,
                                                               const v1::EvaluateVolunteerRequest& request,
                                                               store::Tx& tx) {
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_EVALUATE_VOLUNTEER, request.name(), call.now));
  auto evaluated = contract::Change<v1::Volunteer>(
      volunteers_, tx, call, request.name(),
      [&](v1::Volunteer& volunteer) { return rules::Evaluate(volunteer, request); }, request.etag());
  if (evaluated.ok() && evaluated->state() == v1::VOLUNTEER_STATE_ACTIVE) {
    LD_RETURN_IF_ERROR(OweEvaluation(call, request.name(), tx));
  }
  return evaluated;
}

// 六(九): each volunteer is evaluated within a year of the last evaluation.
absl::Status PublicService::OweEvaluation(const Call& call, const std::string& name, store::Tx& tx) const {
  return obligations_->Open(tx, {obligation::v1::OBLIGATION_KIND_EVALUATE_VOLUNTEER, call.caller->division, name},
                            call.now);
}

absl::StatusOr<v1::Volunteer> PublicService::GetVolunteer(const Call& call, const v1::GetVolunteerRequest& request,
                                                          store::ReadTx& tx) {
  return contract::Get(volunteers_, tx, call, request.name());
}

absl::StatusOr<v1::ListVolunteersResponse> PublicService::ListVolunteers(const Call& call,
                                                                         const v1::ListVolunteersRequest& request,
                                                                         store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(volunteers_, tx, filter, call, request, *tokens_,
                        &v1::ListVolunteersResponse::mutable_volunteers);
}

}  // namespace liandong::clue
