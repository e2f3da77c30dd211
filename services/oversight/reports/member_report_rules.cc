#include "services/oversight/reports/member_report_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {

v1::MemberReportState FiledState(absl::Time filed, absl::CivilDay last_day) {
  return LD_RULE_HOLDS("8-4-a.filed-by-15-december", values::DayOf(filed) <= last_day)
             ? v1::MEMBER_REPORT_STATE_FILED
             : v1::MEMBER_REPORT_STATE_FILED_LATE;
}

absl::Status CheckMissing(absl::CivilDay last_day, absl::Time now) {
  if (values::DayOf(now) > last_day) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_REPORT_NOT_DUE, contract::v1::CLAUSE_8_4_A);
}

}  // namespace liandong::oversight::rules
