#include "services/clue/schools/dropout_rules.h"

#include <gtest/gtest.h>

namespace liandong::clue::rules {
namespace {

TEST(Clause332, APupilIsVisitedUntilBackAtSchool) {
  v1::DropoutFile file;
  file.set_state(v1::DROPOUT_STATE_OUT_OF_SCHOOL);
  v1::RecordDropoutVisitRequest visit;
  visit.set_result(v1::DROPOUT_STATE_OUT_OF_SCHOOL);
  EXPECT_TRUE(RecordVisit(file, visit).ok());
  visit.set_result(v1::DROPOUT_STATE_BACK_AT_SCHOOL);
  EXPECT_TRUE(RecordVisit(file, visit).ok());
  EXPECT_FALSE(RecordVisit(file, visit).ok());
}

}  // namespace
}  // namespace liandong::clue::rules
