#include "services/clue/labour_export/export_project_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {
namespace {

absl::Status WrongState() { return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_7_1); }

absl::Status ReviewMissing() {
  return errors::Refuse(contract::v1::ERROR_REASON_REVIEW_MISSING, contract::v1::CLAUSE_7_1);
}

}  // namespace

bool MostlyYoungWomen(int workers, int young_women) { return 2 * young_women > workers; }

absl::Status CheckProject(const v1::RegisterExportProjectRequest& request) {
  if (request.young_women() <= request.workers()) return absl::OkStatus();
  return errors::RefuseFields({{"young_women", "must not exceed the number of workers", "不得多于派出总人数"}});
}

absl::Status Review(v1::ExportProject& project, const v1::ReviewExportProjectRequest& request) {
  if (project.state() != v1::EXPORT_STATE_REGISTERED) return WrongState();
  project.set_state(request.pass() ? v1::EXPORT_STATE_PASSED : v1::EXPORT_STATE_REJECTED);
  project.set_review_note(request.note());
  return absl::OkStatus();
}

absl::Status Depart(v1::ExportProject& project, const v1::RecordDepartureRequest& request) {
  const bool open = project.state() == v1::EXPORT_STATE_REGISTERED || project.state() == v1::EXPORT_STATE_PASSED;
  if (!open) return WrongState();
  const bool unreviewed = project.mostly_young_women() && project.state() != v1::EXPORT_STATE_PASSED;
  LD_RULE("7-1.reviewed-before-departure")
  if (unreviewed) return ReviewMissing();
  if (project.trained() < project.workers()) return ReviewMissing();
  project.set_state(v1::EXPORT_STATE_DEPARTED);
  project.set_depart_date(request.depart_date());
  return absl::OkStatus();
}

absl::Status Monitor(v1::ExportProject& project, const std::string& note) {
  LD_RULE("7-1.monitored-after-departure")
  if (project.state() != v1::EXPORT_STATE_DEPARTED) return WrongState();
  project.add_monitoring_notes(note);
  return absl::OkStatus();
}

}  // namespace liandong::clue::rules
