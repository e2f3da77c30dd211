#include "services/clue/venues/venue_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {

absl::Status CheckSearch(const v1::Clue& clue) {
  LD_RULE("3-4-1.a-roster-is-searched-for-an-open-clue")
  if (clue.state() == v1::CLUE_STATE_RESOLVED)
    return errors::Refuse(contract::v1::ERROR_REASON_OPEN_CLUE_REQUIRED, contract::v1::CLAUSE_3_4_1);
  return absl::OkStatus();
}

}  // namespace liandong::clue::rules
