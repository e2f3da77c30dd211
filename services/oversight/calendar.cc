#include "services/oversight/calendar.h"

#include "absl/strings/str_cat.h"
#include "services/oversight/rules.h"
#include "shared/base/status_macros.h"
#include "shared/obligations/terms.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight {
namespace {

using namespace obligation::v1;  // NOLINT(google-build-using-namespace): the kinds, many of them

constexpr int kFirstYear = 2022;
// A member without a plan must file one by the end of this month of its first year.
constexpr int kPlanMonth = 3;

int YearOf(absl::Time now) { return static_cast<int>(values::DayOf(now).year()); }

int LastYear() { return static_cast<int>(rules::FinalEvaluationDay().year()); }

absl::Status OpenForMembers(store::Tx& tx, const runtime::Parts& parts, int year, absl::Time now) {
  const std::string& division = parts.config->division;
  for (const law::Agency member : law::Members()) {
    const absl::Time plan_due = obligations::EndOf(absl::CivilDay(year, kPlanMonth, 31));
    LD_RULE("2-1-p2.every-department-registers-a-contact")
    LD_RETURN_IF_ERROR(parts.obligations->OpenOnce(
        tx, {OBLIGATION_KIND_REGISTER_CONTACT, division, ContactSubject(member), member, plan_due}, now));
    LD_RULE("2-2.every-member-files-a-plan")
    LD_RETURN_IF_ERROR(parts.obligations->OpenOnce(
        tx, {OBLIGATION_KIND_FILE_PLAN, division, PlanSubject(member), member, plan_due}, now));
    LD_RULE("8-4-a.every-member-owes-a-report")
    LD_RETURN_IF_ERROR(
        parts.obligations->OpenOnce(tx,
                                    {OBLIGATION_KIND_MEMBER_REPORT, division, MemberReportSubject(year, member), member,
                                     obligations::EndOf(MemberReportDay(*parts.config, year))},
                                    now));
  }
  return absl::OkStatus();
}

}  // namespace

std::string ContactSubject(law::Agency agency) { return absl::StrCat("contacts/by-agency/", law::AgencySlug(agency)); }

std::string PlanSubject(law::Agency agency) { return absl::StrCat("plans/by-agency/", law::AgencySlug(agency)); }

std::string YearSubject(int year) { return absl::StrCat("years/", year); }

std::string MemberReportSubject(int year, law::Agency agency) {
  return absl::StrCat(YearSubject(year), "/", law::AgencySlug(agency));
}

absl::CivilDay MemberReportDay(const runtime::Config& config, int year) {
  return absl::CivilDay(year, config.member_report_day.first, config.member_report_day.second);
}

absl::CivilDay ConferenceReportDay(const runtime::Config& config, int year) {
  return absl::CivilDay(year, config.conference_report_day.first, config.conference_report_day.second);
}

absl::StatusOr<bool> YearIsDue(store::ReadTx& tx, const runtime::Parts& parts, absl::Time now) {
  const int year = YearOf(now);
  if (year < kFirstYear || year > LastYear()) return false;
  LD_ASSIGN_OR_RETURN(const bool open,
                      parts.obligations->Knows(tx, OBLIGATION_KIND_CONFERENCE_REPORT, YearSubject(year)));
  return !open;
}

absl::Status OpenYear(store::Tx& tx, const runtime::Parts& parts, absl::Time now) {
  const int year = YearOf(now);
  const std::string subject = YearSubject(year);
  const std::string& division = parts.config->division;
  const absl::Time end = obligations::EndOf(absl::CivilDay(year, 12, 31));
  LD_RETURN_IF_ERROR(OpenForMembers(tx, parts, year, now));
  LD_RULE("8-1.a-thematic-meeting-a-year")
  LD_RETURN_IF_ERROR(
      parts.obligations->OpenOnce(tx, {OBLIGATION_KIND_THEMATIC_MEETING, division, subject, {}, end}, now));
  LD_RULE("8-1.a-stage-evaluation-a-year")
  LD_RETURN_IF_ERROR(
      parts.obligations->OpenOnce(tx, {OBLIGATION_KIND_STAGE_EVALUATION, division, subject, {}, end}, now));
  LD_RULE("8-1.the-final-evaluation-is-owed-in-2030")
  if (year == LastYear()) {
    LD_RETURN_IF_ERROR(
        parts.obligations->OpenOnce(tx, {OBLIGATION_KIND_FINAL_EVALUATION, division, subject, {}, end}, now));
  }
  LD_RETURN_IF_ERROR(parts.obligations->OpenOnce(tx, {OBLIGATION_KIND_ANALYSE_SITUATION, division, "analyses"}, now));
  // Last, because it shows that the year is open.
  return parts.obligations->OpenOnce(tx,
                                     {OBLIGATION_KIND_CONFERENCE_REPORT,
                                      division,
                                      subject,
                                      {},
                                      obligations::EndOf(ConferenceReportDay(*parts.config, year))},
                                     now);
}

}  // namespace liandong::oversight
