#include "services/oversight/evaluations/evaluation_rules.h"

#include <gtest/gtest.h>

#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

absl::Time Noon(int year, int month, int day) {
  return absl::FromCivil(absl::CivilHour(year, month, day, 12), values::DistrictTimeZone());
}

TEST(Clause81, TheFinalEvaluationIsOf2030) {
  v1::RecordEvaluationRequest request;
  request.set_kind(v1::EVALUATION_KIND_FINAL);
  request.set_year(2029);
  EXPECT_FALSE(CheckEvaluation(request, Noon(2030, 12, 1)).ok());
  request.set_year(2030);
  EXPECT_FALSE(CheckEvaluation(request, Noon(2029, 12, 1)).ok());
  EXPECT_TRUE(CheckEvaluation(request, Noon(2030, 12, 1)).ok());
}

}  // namespace
}  // namespace liandong::oversight::rules
