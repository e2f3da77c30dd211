#include "services/casefile/cases/task_force_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

v1::Case ChildCase() {
  v1::Case file;
  file.set_kind(v1::CASE_KIND_CHILD_TRAFFICKING);
  file.set_state(v1::CASE_STATE_OPEN);
  return file;
}

TEST(Clause42, AChildCaseIsHeadedByTheHeadOfTheBureau) {
  v1::Case file = ChildCase();
  v1::AssignTaskForceRequest request;
  for (const auto post : {v1::TASK_FORCE_POST_DEPUTY_HEAD, v1::TASK_FORCE_POST_UNIT_LEADER}) {
    request.set_head_post(post);
    EXPECT_EQ(ReasonOf(AssignTaskForce(file, request, kNow)), contract::v1::ERROR_REASON_TASK_FORCE_HEAD_MANDATORY);
  }
  request.set_head_post(v1::TASK_FORCE_POST_BUREAU_HEAD);
  EXPECT_TRUE(AssignTaskForce(file, request, kNow).ok());
  file.set_kind(v1::CASE_KIND_WOMAN_TRAFFICKING);
  request.set_head_post(v1::TASK_FORCE_POST_UNIT_LEADER);
  EXPECT_TRUE(AssignTaskForce(file, request, kNow).ok());
}

TEST(Clause42, ATaskForceIsNotDissolvedBeforeTheCaseIsSolved) {
  v1::Case file = ChildCase();
  file.mutable_task_force()->set_state(v1::TASK_FORCE_STATE_ACTIVE);
  EXPECT_EQ(ReasonOf(DissolveTaskForce(file, kNow)), contract::v1::ERROR_REASON_CASE_NOT_SOLVED);
  file.set_state(v1::CASE_STATE_WITHDRAWN);
  EXPECT_EQ(ReasonOf(DissolveTaskForce(file, kNow)), contract::v1::ERROR_REASON_CASE_NOT_SOLVED);
  file.set_state(v1::CASE_STATE_SOLVED);
  EXPECT_TRUE(DissolveTaskForce(file, kNow).ok());
  EXPECT_EQ(ReasonOf(DissolveTaskForce(file, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
}

}  // namespace
}  // namespace liandong::casefile::rules
