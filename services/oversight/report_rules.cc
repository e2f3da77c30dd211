#include <algorithm>

#include "services/oversight/rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

int UnmetOf(const v1::DutyAssessment& assessment, law::Agency agency) {
  int unmet = 0;
  for (const auto& standing : assessment.standings()) {
    if (standing.agency() == agency) unmet += standing.overdue() + standing.met_late();
  }
  return unmet;
}

// Unspecified if the member has no report.
v1::MemberReportState StateOf(law::Agency member, const std::vector<v1::MemberReport>& latest) {
  const auto found =
      std::find_if(latest.begin(), latest.end(), [&](const v1::MemberReport& one) { return one.agency() == member; });
  return found == latest.end() ? v1::MEMBER_REPORT_STATE_UNSPECIFIED : found->state();
}

}  // namespace

absl::Status CheckCircular(const v1::IssueCircularRequest& request, const v1::DutyAssessment& assessment) {
  const bool criticism = request.kind() == v1::CIRCULAR_KIND_CRITICISM;
  LD_RULE("8-3.no-criticism-without-an-unmet-duty")
  if (criticism && UnmetOf(assessment, request.agency()) == 0) {
    return errors::Refuse(contract::v1::ERROR_REASON_NO_UNMET_DUTY, contract::v1::CLAUSE_8_3);
  }
  return absl::OkStatus();
}

v1::MemberReportState FiledState(absl::Time filed, absl::CivilDay last_day) {
  return LD_RULE_HOLDS("8-4-a.filed-by-15-december", values::DayOf(filed) <= last_day)
             ? v1::MEMBER_REPORT_STATE_FILED
             : v1::MEMBER_REPORT_STATE_FILED_LATE;
}

absl::Status CheckMissing(absl::CivilDay last_day, absl::Time now) {
  if (values::DayOf(now) > last_day) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_REPORT_NOT_DUE, contract::v1::CLAUSE_8_4_A);
}

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

int Suppress(std::vector<v1::Cell>& cells) {
  const auto small =
      std::remove_if(cells.begin(), cells.end(), [](const v1::Cell& cell) { return cell.count() < kSmallestCell; });
  const int suppressed = static_cast<int>(cells.end() - small);
  LD_RULE("3-2.small-cells-are-left-out")
  cells.erase(small, cells.end());
  return suppressed;
}

}  // namespace liandong::oversight::rules
