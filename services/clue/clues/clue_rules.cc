#include "services/clue/clues/clue_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {
namespace {

absl::Status WrongState() { return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_3_1); }

}  // namespace

absl::Status CheckReport(const v1::ReportClueRequest& request) {
  const bool hold = request.channel() == v1::CLUE_CHANNEL_REGISTRY_HOLD;
  const bool may = hold || request.kind() == v1::CLUE_KIND_CROSS_BORDER;
  const bool given = !request.registration_reference().empty();
  if (given ? may : !hold) return absl::OkStatus();
  return errors::RefuseFields(
      {{"registration_reference",
        "must be given for a registry hold, may be given for a cross-border clue, and must be empty otherwise",
        "登记暂停渠道必须填写，跨境线索可填写，其他不得填写"}});
}

absl::Status Acknowledge(v1::Clue& clue, absl::Time now) {
  if (clue.state() != v1::CLUE_STATE_REPORTED) return WrongState();
  clue.set_state(v1::CLUE_STATE_ACKNOWLEDGED);
  *clue.mutable_acknowledge_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Assign(v1::Clue& clue, const std::string& unit) {
  // An assigned clue may be assigned to another unit.
  if (clue.state() != v1::CLUE_STATE_ACKNOWLEDGED && clue.state() != v1::CLUE_STATE_ASSIGNED) return WrongState();
  clue.set_state(v1::CLUE_STATE_ASSIGNED);
  clue.set_assigned_unit(unit);
  return absl::OkStatus();
}

absl::Status Transfer(v1::Clue& clue, const std::string& division) {
  if (clue.state() == v1::CLUE_STATE_RESOLVED) return WrongState();
  if (clue.division() == division) {
    return errors::RefuseFields(
        {{"division", "must differ from the current division of the clue", "须不同于该线索现属行政区划"}});
  }
  clue.set_division(division);
  clue.set_state(v1::CLUE_STATE_REPORTED);
  clue.clear_assigned_unit();
  clue.clear_acknowledge_time();
  return absl::OkStatus();
}

absl::Status Resolve(v1::Clue& clue, const v1::ResolveClueRequest& request, absl::Time now) {
  LD_RULE("3-1.a-clue-is-assigned-before-it-is-resolved")
  if (clue.state() != v1::CLUE_STATE_ASSIGNED) return WrongState();
  if (request.outcome() == v1::CLUE_OUTCOME_REPEAT && clue.repeat_of().empty()) {
    return errors::RefuseFields({{"outcome", "can be REPEAT only if the clue is linked to an earlier one",
                                  "仅已关联在先线索的，方可办结为重复线索"}});
  }
  clue.set_state(v1::CLUE_STATE_RESOLVED);
  clue.set_outcome(request.outcome());
  clue.set_resolution(request.resolution());
  *clue.mutable_resolve_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::clue::rules
