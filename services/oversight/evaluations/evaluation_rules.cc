#include "services/oversight/evaluations/evaluation_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {

absl::Status CheckEvaluation(const v1::RecordEvaluationRequest& request, absl::Time now) {
  const bool is_final = request.kind() == v1::EVALUATION_KIND_FINAL;
  LD_RULE("8-1.the-final-evaluation-is-of-2030")
  if (is_final && request.year() != kFinalYear) {
    return errors::RefuseFields({{"year", "must be 2030 for the final evaluation", "终期评估的年度须为2030年"}});
  }
  if (request.year() > values::DayOf(now).year()) {
    return errors::RefuseFields({{"year", "must not be a future year", "不得为尚未开始的年度"}});
  }
  return absl::OkStatus();
}

}  // namespace liandong::oversight::rules
