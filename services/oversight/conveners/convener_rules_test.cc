#include "services/oversight/conveners/convener_rules.h"

#include <gtest/gtest.h>

namespace liandong::oversight::rules {
namespace {

TEST(Clause211, TheViceDistrictHeadAloneIsChiefConvener) {
  EXPECT_TRUE(IsChief(v1::CONVENER_POST_DEPUTY_DISTRICT_HEAD));
  EXPECT_FALSE(IsChief(v1::CONVENER_POST_GOVERNMENT_OFFICE_DEPUTY_DIRECTOR));
  EXPECT_FALSE(IsChief(v1::CONVENER_POST_PUBLIC_SECURITY_LEADER));
}

}  // namespace
}  // namespace liandong::oversight::rules
