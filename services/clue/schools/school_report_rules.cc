#include "services/clue/schools/school_report_rules.h"

#include "shared/base/proto_time.h"
#include "shared/rule/rule.h"

namespace liandong::clue::rules {
namespace {

constexpr absl::Duration kInTime = absl::Hours(24);

}  // namespace

v1::ReportClueRequest ClueOf(const v1::FileSchoolReportRequest& request) {
  v1::ReportClueRequest clue;
  clue.set_channel(v1::CLUE_CHANNEL_MANDATORY_REPORT);
  clue.set_kind(request.kind() == v1::SCHOOL_REPORT_KIND_SUSPECTED_SEXUAL_ABUSE ? v1::CLUE_KIND_SEXUAL_ABUSE_OF_MINOR
                                                                                : v1::CLUE_KIND_CHILD_TRAFFICKING);
  *clue.mutable_occur_time() = request.observe_time();
  clue.set_description(request.description());
  *clue.mutable_persons() = request.persons();
  if (request.has_reporter()) *clue.mutable_reporter() = request.reporter();
  return clue;
}

bool IsLate(const v1::FileSchoolReportRequest& request, absl::Time now) {
  return !LD_RULE_HOLDS("6-3.a-school-reports-within-a-day", now - base::FromProto(request.observe_time()) <= kInTime);
}

}  // namespace liandong::clue::rules
