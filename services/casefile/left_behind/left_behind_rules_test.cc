#include "services/casefile/left_behind/left_behind_rules.h"

#include <gtest/gtest.h>

namespace liandong::casefile::rules {
namespace {

TEST(Clause363, VisitsAreOfThoseStillLeftBehind) {
  v1::LeftBehindPerson person;
  person.set_state(v1::LEFT_BEHIND_STATE_OPEN);
  EXPECT_TRUE(RecordVisit(person, {}, contract::v1::AGENCY_CIVIL_AFFAIRS).ok());
  EXPECT_EQ(person.visits_size(), 1);
  EXPECT_TRUE(Close(person).ok());
  EXPECT_FALSE(RecordVisit(person, {}, contract::v1::AGENCY_CIVIL_AFFAIRS).ok());
  EXPECT_FALSE(Close(person).ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
