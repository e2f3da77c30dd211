#include "services/clue/border_findings/border_finding_rules.h"

#include "shared/rule/rule.h"

namespace liandong::clue::rules {

v1::ReportClueRequest ClueOf(const v1::FileBorderFindingRequest& request) {
  v1::ReportClueRequest clue;
  clue.set_channel(v1::CLUE_CHANNEL_ON_SITE);
  clue.set_kind(v1::CLUE_KIND_CROSS_BORDER);
  clue.set_description(request.description());
  *clue.mutable_persons() = request.persons();
  LD_RULE("3-6-5.a-finding-has-the-reference-of-the-held-marriage")
  clue.set_registration_reference(request.registration_reference());
  return clue;
}

}  // namespace liandong::clue::rules
