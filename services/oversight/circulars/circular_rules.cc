#include "services/oversight/circulars/circular_rules.h"

#include "shared/errors/errors.h"
#include "shared/law/names.h"
#include "shared/rule/rule.h"

namespace liandong::oversight::rules {
namespace {

int UnmetOf(const v1::DutyAssessment& assessment, law::Agency agency) {
  int unmet = 0;
  for (const auto& standing : assessment.standings()) {
    if (standing.agency() == agency) unmet += standing.overdue() + standing.met_late();
  }
  return unmet;
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

}  // namespace liandong::oversight::rules
