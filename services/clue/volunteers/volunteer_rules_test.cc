#include "services/clue/volunteers/volunteer_rules.h"

#include <gtest/gtest.h>

namespace liandong::clue::rules {
namespace {

TEST(Clause69, AVolunteerIsEvaluatedOnceAYearAndDismissedIfUnfit) {
  v1::Volunteer volunteer;
  volunteer.set_state(v1::VOLUNTEER_STATE_ACTIVE);
  v1::EvaluateVolunteerRequest request;
  request.set_year(2026);
  request.set_grade(v1::VOLUNTEER_GRADE_GOOD);
  EXPECT_TRUE(Evaluate(volunteer, request).ok());
  EXPECT_FALSE(Evaluate(volunteer, request).ok());
  request.set_year(2027);
  request.set_grade(v1::VOLUNTEER_GRADE_UNFIT);
  EXPECT_TRUE(Evaluate(volunteer, request).ok());
  EXPECT_EQ(volunteer.state(), v1::VOLUNTEER_STATE_DISMISSED);
  request.set_year(2028);
  EXPECT_FALSE(Evaluate(volunteer, request).ok());
}

}  // namespace
}  // namespace liandong::clue::rules
