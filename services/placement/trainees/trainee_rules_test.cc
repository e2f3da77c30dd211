#include "services/placement/trainees/trainee_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ReasonOf;

TEST(Clause331, TheFirstTrainingIsFree) {
  v1::Trainee trainee;
  v1::RecordTrainingRequest request;
  request.set_fee(100);
  EXPECT_EQ(ReasonOf(RecordTraining(trainee, request)), contract::v1::ERROR_REASON_FREE_OF_CHARGE);
  request.set_fee(0);
  EXPECT_TRUE(RecordTraining(trainee, request).ok());
  request.set_fee(100);
  EXPECT_TRUE(RecordTraining(trainee, request).ok());
  EXPECT_EQ(trainee.trainings_size(), 2);
}

}  // namespace
}  // namespace liandong::placement::rules
