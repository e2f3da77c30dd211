#include "services/casefile/interviews/interview_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {

absl::Status CheckInterview(const v1::VictimFile& file, const v1::RecordInterviewRequest& request) {
  const bool one_stop = LD_RULE_HOLDS("4-7.one-stop-interview", request.one_stop());
  if (file.interview_count() == 0 && one_stop) return absl::OkStatus();
  if (!request.reason().empty() && !request.approval().empty()) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_SECOND_INTERVIEW_UNAPPROVED, contract::v1::CLAUSE_4_7);
}

}  // namespace liandong::casefile::rules
