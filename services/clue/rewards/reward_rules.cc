#include "services/clue/rewards/reward_rules.h"

#include "shared/errors/errors.h"

namespace liandong::clue::rules {

absl::Status CheckReward(const v1::Clue& clue) {
  if (clue.outcome() == v1::CLUE_OUTCOME_VERIFIED && clue.has_reporter()) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_CLUE_NOT_VERIFIED, contract::v1::CLAUSE_6_9);
}

}  // namespace liandong::clue::rules
