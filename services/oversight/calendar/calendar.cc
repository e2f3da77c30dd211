#include "services/oversight/calendar/calendar.h"

#include "absl/strings/str_cat.h"
#include "services/oversight/evaluations/evaluation_rules.h"
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

absl::Time EndOfMonth(int year, int month) {
  return obligations::EndOf(absl::CivilDay(absl::CivilMonth(year, month) + 1) - 1);
}

absl::Time EndOfYear(int year) { return obligations::EndOf(absl::CivilDay(absl::CivilYear(year) + 1) - 1); }

absl::Status OpenForMembers(const Process& process, store::Tx& tx, int year, absl::Time now) {
  const absl::Time plan_due = EndOfMonth(year, kPlanMonth);
  const absl::Time report_due = obligations::EndOf(MemberReportDay(process.config, year));
  for (const law::Agency member : law::Members()) {
    const auto open = [&](obligations::Kind kind, const std::string& subject, absl::Time due) {
      return process.obligations.OpenOnce(
          tx, {.kind = kind, .division = process.config.division, .subject = subject, .owner = member, .due = due},
          now);
    };
    LD_RULE("2-1-p2.every-department-registers-a-contact")
    LD_RETURN_IF_ERROR(open(OBLIGATION_KIND_REGISTER_CONTACT, ContactSubject(member), plan_due));
    LD_RULE("2-2.every-member-files-a-plan")
    LD_RETURN_IF_ERROR(open(OBLIGATION_KIND_FILE_PLAN, PlanSubject(member), plan_due));
    LD_RULE("8-4-a.every-member-owes-a-report")
    LD_RETURN_IF_ERROR(open(OBLIGATION_KIND_MEMBER_REPORT, MemberReportSubject(year, member), report_due));
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

absl::StatusOr<bool> YearIsDue(const Process& process, store::ReadTx& tx, absl::Time now) {
  const int year = YearOf(now);
  if (year < kFirstYear || year > rules::kFinalYear) return false;
  LD_ASSIGN_OR_RETURN(const bool open,
                      process.obligations.Knows(tx, OBLIGATION_KIND_CONFERENCE_REPORT, YearSubject(year)));
  return !open;
}

absl::Status OpenYear(const Process& process, store::Tx& tx, absl::Time now) {
  const int year = YearOf(now);
  const auto open = [&](obligations::Kind kind, absl::Time due) {
    return process.obligations.OpenOnce(
        tx, {.kind = kind, .division = process.config.division, .subject = YearSubject(year), .due = due}, now);
  };
  LD_RETURN_IF_ERROR(OpenForMembers(process, tx, year, now));
  LD_RULE("8-1.a-thematic-meeting-a-year")
  LD_RETURN_IF_ERROR(open(OBLIGATION_KIND_THEMATIC_MEETING, EndOfYear(year)));
  LD_RULE("8-1.a-stage-evaluation-a-year")
  LD_RETURN_IF_ERROR(open(OBLIGATION_KIND_STAGE_EVALUATION, EndOfYear(year)));
  LD_RULE("8-1.the-final-evaluation-is-owed-in-2030")
  if (year == rules::kFinalYear) {
    LD_RETURN_IF_ERROR(open(OBLIGATION_KIND_FINAL_EVALUATION, EndOfYear(year)));
  }
  LD_RETURN_IF_ERROR(process.obligations.OpenOnce(
      tx, {.kind = OBLIGATION_KIND_ANALYSE_SITUATION, .division = process.config.division, .subject = kAnalysisSubject},
      now));
  // Last, because it shows that the year is open.
  return open(OBLIGATION_KIND_CONFERENCE_REPORT, obligations::EndOf(ConferenceReportDay(process.config, year)));
}

}  // namespace liandong::oversight
