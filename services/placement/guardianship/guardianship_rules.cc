#include "services/placement/guardianship/guardianship_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::placement::rules {

absl::Status DecideHelp(v1::GuardianshipHelp& help, const v1::DecideGuardianshipHelpRequest& request, absl::Time now) {
  LD_RULE("3-6-4-p2.help-is-decided-once")
  if (help.state() != v1::GUARDIANSHIP_STATE_REQUESTED)
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_3_6_4_P2);
  if (request.decision() == v1::GUARDIANSHIP_STATE_REQUESTED) {
    return errors::RefuseFields({{"decision", "must be a decision, not REQUESTED", "须为处理结果，不得为待处理"}});
  }
  help.set_state(request.decision());
  help.set_decision_note(request.note());
  *help.mutable_decide_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
