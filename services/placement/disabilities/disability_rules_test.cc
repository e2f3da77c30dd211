#include "services/placement/disabilities/disability_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

TEST(Clause534, ACertificateFollowsTheGrading) {
  v1::Placement placement;
  EXPECT_EQ(ReasonOf(IssueCertificate(placement, "C-1")), contract::v1::ERROR_REASON_GRADING_MISSING);
  EXPECT_TRUE(GradeDisability(placement, 3, kNow).ok());
  EXPECT_TRUE(IssueCertificate(placement, "C-1").ok());
  EXPECT_FALSE(IssueCertificate(placement, "C-2").ok());
  EXPECT_FALSE(GradeDisability(placement, 1, kNow).ok());
}

}  // namespace
}  // namespace liandong::placement::rules
