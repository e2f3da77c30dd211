#include "services/oversight/reports/conference_report_rules.h"

#include <algorithm>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

// Unspecified if the member has no report.
v1::MemberReportState StateOf(law::Agency member, const std::vector<v1::MemberReport>& latest) {
  const auto found =
      std::find_if(latest.begin(), latest.end(), [&](const v1::MemberReport& one) { return one.agency() == member; });
  return found == latest.end() ? v1::MEMBER_REPORT_STATE_UNSPECIFIED : found->state();
}

}  // namespace

absl::Status Finalise(v1::ConferenceReport& report, const std::vector<v1::MemberReport>& latest,
                      absl::CivilDay last_day, absl::Time now) {
  for (const law::Agency member : law::Members()) {
    const v1::MemberReportState state = StateOf(member, latest);
    LD_RULE("8-4-b.every-member-filed-or-is-missing")
    if (state == v1::MEMBER_REPORT_STATE_UNSPECIFIED) {
      return errors::Refuse(contract::v1::ERROR_REASON_REPORTS_OUTSTANDING, contract::v1::CLAUSE_8_4_B);
    }
    if (state == v1::MEMBER_REPORT_STATE_MISSING) report.add_missing(member);
    if (state == v1::MEMBER_REPORT_STATE_FILED_LATE) report.add_late(member);
  }
  report.add_recipients(contract::v1::AGENCY_MUNICIPAL_JOINT_CONFERENCE);
  LD_RULE("8-4-b.the-report-goes-to-the-district-government")
  report.add_recipients(contract::v1::AGENCY_DISTRICT_GOVERNMENT);
  report.set_in_time(LD_RULE_HOLDS("8-4-b.filed-by-30-december", values::DayOf(now) <= last_day));
  *report.mutable_create_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Acknowledge(v1::ConferenceReport& report, law::Agency recipient) {
  const auto& done = report.acknowledged();
  if (std::count(done.begin(), done.end(), recipient) > 0) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_8_4_B);
  }
  report.add_acknowledged(recipient);
  return absl::OkStatus();
}

}  // namespace liandong::oversight::rules
