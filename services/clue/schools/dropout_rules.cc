#include "services/clue/schools/dropout_rules.h"

#include "absl/strings/str_cat.h"
#include "shared/errors/errors.h"

namespace liandong::clue::rules {

absl::Status RecordVisit(v1::DropoutFile& file, const v1::RecordDropoutVisitRequest& request) {
  if (file.state() == v1::DROPOUT_STATE_BACK_AT_SCHOOL) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_3_3_2_P1);
  }
  v1::DropoutVisit& visit = *file.add_visits();
  *visit.mutable_visit_time() = request.visit_time();
  visit.set_result(request.result());
  visit.set_note(request.note());
  file.set_state(request.result());
  return absl::OkStatus();
}

v1::ReportClueRequest ClueOf(const v1::DropoutFile& file, const v1::RecordDropoutVisitRequest& request) {
  v1::ReportClueRequest clue;
  clue.set_channel(v1::CLUE_CHANNEL_MANDATORY_REPORT);
  clue.set_kind(v1::CLUE_KIND_CHILD_TRAFFICKING);
  *clue.mutable_occur_time() = request.visit_time();
  clue.set_description(absl::StrCat("辍学走访：", request.note()));
  *clue.add_persons() = file.pupil();
  return clue;
}

}  // namespace liandong::clue::rules
