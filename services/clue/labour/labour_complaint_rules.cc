#include "services/clue/labour/labour_complaint_rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {
namespace {

constexpr v1::LabourViolation kTrafficking[] = {v1::LABOUR_VIOLATION_DISABLED_LABOUR,
                                                v1::LABOUR_VIOLATION_UNDOCUMENTED_FOREIGNER,
                                                v1::LABOUR_VIOLATION_FORCED_LABOUR};

v1::ClueChannel ChannelOf(v1::ComplaintChannel channel) {
  switch (channel) {
    case v1::COMPLAINT_CHANNEL_ONLINE:
      return v1::CLUE_CHANNEL_ONLINE;
    case v1::COMPLAINT_CHANNEL_PHONE:
      LD_RULE("3-3-1-p1.complaints-come-by-telephone-too")
      return v1::CLUE_CHANNEL_PHONE;
    default:
      return v1::CLUE_CHANNEL_ON_SITE;
  }
}

}  // namespace

bool IsClue(const google::protobuf::RepeatedField<int>& violations, bool suspected_trafficking) {
  const auto found = [&](int violation) { return std::count(violations.begin(), violations.end(), violation) > 0; };
  LD_RULE("3-3-1-p1.child-labour-is-a-clue")
  if (found(v1::LABOUR_VIOLATION_CHILD_LABOUR)) return true;
  return suspected_trafficking || std::any_of(std::begin(kTrafficking), std::end(kTrafficking), found);
}

v1::ReportClueRequest ClueOf(const v1::FileLabourComplaintRequest& request) {
  v1::ReportClueRequest clue;
  clue.set_channel(ChannelOf(request.channel()));
  clue.set_kind(v1::CLUE_KIND_FORCED_LABOUR);
  if (request.has_place()) *clue.mutable_place() = request.place();
  clue.set_description(request.description());
  *clue.mutable_persons() = request.persons();
  if (request.has_complainant()) *clue.mutable_reporter() = request.complainant();
  return clue;
}

v1::ReportClueRequest ClueOf(const v1::LabourComplaint& complaint, const v1::RecordInspectionRequest& request) {
  v1::ReportClueRequest clue;
  clue.set_channel(v1::CLUE_CHANNEL_ON_SITE);
  clue.set_kind(v1::CLUE_KIND_FORCED_LABOUR);
  if (complaint.has_place()) *clue.mutable_place() = complaint.place();
  *clue.mutable_occur_time() = request.inspect_time();
  clue.set_description(absl::StrCat("劳动保障监察：", request.note()));
  *clue.mutable_persons() = complaint.persons();
  return clue;
}

absl::Status RecordInspection(v1::LabourComplaint& complaint, const v1::RecordInspectionRequest& request) {
  if (complaint.state() != v1::COMPLAINT_STATE_RECEIVED) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_3_3_1_P1);
  }
  complaint.set_state(v1::COMPLAINT_STATE_INSPECTED);
  v1::Inspection& inspection = *complaint.mutable_inspection();
  *inspection.mutable_inspect_time() = request.inspect_time();
  *inspection.mutable_violations() = request.violations();
  inspection.set_note(request.note());
  return absl::OkStatus();
}

}  // namespace liandong::clue::rules
