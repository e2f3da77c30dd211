#include <algorithm>

#include "services/clue/area_rules.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses and reasons, many of them

v1::ClueKind KindOf(v1::ContentKind kind) {
  switch (kind) {
    case v1::CONTENT_KIND_ILLEGAL_FOSTERING:
      return v1::CLUE_KIND_ILLEGAL_ADOPTION;
    case v1::CONTENT_KIND_TRAFFICKING:
      return v1::CLUE_KIND_CHILD_TRAFFICKING;
    case v1::CONTENT_KIND_ABUSE_OF_MINOR:
      return v1::CLUE_KIND_SEXUAL_ABUSE_OF_MINOR;
    default:
      return v1::CLUE_KIND_OTHER;
  }
}

template <typename Request>
v1::ReportClueRequest OnlineClue(const Request& request, v1::ClueChannel channel) {
  v1::ReportClueRequest clue;
  clue.set_channel(channel);
  clue.set_kind(KindOf(request.kind()));
  clue.set_description(request.description());
  *clue.mutable_persons() = request.persons();
  return clue;
}

}  // namespace

absl::Status CheckSearch(const v1::Clue& clue) {
  LD_RULE("3-4-1.a-roster-is-searched-for-an-open-clue")
  if (clue.state() == v1::CLUE_STATE_RESOLVED) return errors::Refuse(ERROR_REASON_OPEN_CLUE_REQUIRED, CLAUSE_3_4_1);
  return absl::OkStatus();
}

v1::ReportClueRequest ClueOf(const v1::FilePlatformReportRequest& request) {
  v1::ReportClueRequest clue = OnlineClue(request, v1::CLUE_CHANNEL_PLATFORM);
  if (request.has_account_holder()) *clue.add_persons() = request.account_holder();
  return clue;
}

v1::ReportClueRequest ClueOf(const v1::FileOnlineComplaintRequest& request) {
  v1::ReportClueRequest clue = OnlineClue(request, v1::CLUE_CHANNEL_ONLINE);
  if (request.has_complainant()) *clue.mutable_reporter() = request.complainant();
  return clue;
}

bool MostlyYoungWomen(int workers, int young_women) { return 2 * young_women > workers; }

absl::Status Review(v1::ExportProject& project, const v1::ReviewExportProjectRequest& request) {
  if (project.state() != v1::EXPORT_STATE_REGISTERED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_7_1);
  project.set_state(request.pass() ? v1::EXPORT_STATE_PASSED : v1::EXPORT_STATE_REJECTED);
  project.set_review_note(request.note());
  return absl::OkStatus();
}

absl::Status Depart(v1::ExportProject& project, const v1::RecordDepartureRequest& request) {
  const bool open = project.state() == v1::EXPORT_STATE_REGISTERED || project.state() == v1::EXPORT_STATE_PASSED;
  if (!open) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_7_1);
  const bool unreviewed = project.mostly_young_women() && project.state() != v1::EXPORT_STATE_PASSED;
  LD_RULE("7-1.reviewed-before-departure")
  if (unreviewed) return errors::Refuse(ERROR_REASON_REVIEW_MISSING, CLAUSE_7_1);
  if (project.trained() < project.workers()) return errors::Refuse(ERROR_REASON_REVIEW_MISSING, CLAUSE_7_1);
  project.set_state(v1::EXPORT_STATE_DEPARTED);
  project.set_depart_date(request.depart_date());
  return absl::OkStatus();
}

absl::Status Monitor(v1::ExportProject& project, const std::string& note) {
  LD_RULE("7-1.monitored-after-departure")
  if (project.state() != v1::EXPORT_STATE_DEPARTED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_7_1);
  project.add_monitoring_notes(note);
  return absl::OkStatus();
}

absl::Status CheckReward(const v1::Clue& clue) {
  if (clue.outcome() == v1::CLUE_OUTCOME_VERIFIED && clue.has_reporter()) return absl::OkStatus();
  return errors::Refuse(ERROR_REASON_CLUE_NOT_VERIFIED, CLAUSE_6_9);
}

absl::Status Evaluate(v1::Volunteer& volunteer, const v1::EvaluateVolunteerRequest& request) {
  const auto& past = volunteer.evaluations();
  const bool again =
      std::any_of(past.begin(), past.end(), [&](const auto& one) { return one.year() == request.year(); });
  if (again || volunteer.state() != v1::VOLUNTEER_STATE_ACTIVE) {
    return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_6_9);
  }
  v1::VolunteerEvaluation& evaluation = *volunteer.add_evaluations();
  evaluation.set_year(request.year());
  evaluation.set_grade(request.grade());
  evaluation.set_note(request.note());
  LD_RULE("6-9.an-unfit-volunteer-is-dismissed")
  if (request.grade() == v1::VOLUNTEER_GRADE_UNFIT) volunteer.set_state(v1::VOLUNTEER_STATE_DISMISSED);
  return absl::OkStatus();
}

}  // namespace liandong::clue::rules
