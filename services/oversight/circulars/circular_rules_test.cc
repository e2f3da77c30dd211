#include "services/oversight/circulars/circular_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::oversight::rules {
namespace {

using errors::ReasonOf;

TEST(Clause83, NoCriticismWithoutAnUnmetDuty) {
  v1::IssueCircularRequest request;
  request.set_kind(v1::CIRCULAR_KIND_CRITICISM);
  request.set_agency(contract::v1::AGENCY_JUSTICE_BUREAU);
  v1::DutyAssessment assessment;
  auto& standing = *assessment.add_standings();
  standing.set_agency(contract::v1::AGENCY_COURT);
  standing.set_overdue(1);
  EXPECT_EQ(ReasonOf(CheckCircular(request, assessment)), contract::v1::ERROR_REASON_NO_UNMET_DUTY);
  standing.set_agency(contract::v1::AGENCY_JUSTICE_BUREAU);
  EXPECT_TRUE(CheckCircular(request, assessment).ok());
  request.set_kind(v1::CIRCULAR_KIND_COMMENDATION);
  EXPECT_TRUE(CheckCircular(request, {}).ok());
}

}  // namespace
}  // namespace liandong::oversight::rules
