#include "services/casefile/cases/case_rules.h"

#include <gtest/gtest.h>

#include "services/casefile/cases/task_force_rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

v1::OpenMissingPersonCaseRequest Missing(const char* birth_date) {
  v1::OpenMissingPersonCaseRequest request;
  request.mutable_person()->set_birth_date(birth_date);
  *request.mutable_lost_time() = base::ToProto(kNow);
  return request;
}

TEST(Clause44, AMissingMinorAlwaysStartsTheHomicideMechanism) {
  for (const char* birth : {"2020-01-01", "2008-11-25", ""}) {
    auto request = Missing(birth);
    EXPECT_TRUE(*HomicideMechanism(request)) << birth;
    request.set_homicide_mechanism(false);
    const auto refused = HomicideMechanism(request);
    EXPECT_EQ(ReasonOf(refused.status()), contract::v1::ERROR_REASON_HOMICIDE_MECHANISM_MANDATORY) << birth;
    EXPECT_EQ(ClauseOf(refused.status()), contract::v1::CLAUSE_4_4);
  }
}

TEST(Clause44, ForAnAdultThePoliceChoose) {
  auto request = Missing("2008-11-24");
  EXPECT_FALSE(*HomicideMechanism(request));
  request.set_homicide_mechanism(true);
  EXPECT_TRUE(*HomicideMechanism(request));
}

TEST(Clause42, AChildCaseEndsOnlyAsSolved) {
  v1::Case file;
  file.set_kind(v1::CASE_KIND_CHILD_TRAFFICKING);
  file.set_state(v1::CASE_STATE_OPEN);
  v1::CloseCaseRequest request;
  request.set_outcome(v1::CASE_STATE_WITHDRAWN);
  EXPECT_EQ(ReasonOf(CloseCase(file, request, kNow)), contract::v1::ERROR_REASON_CASE_OF_CHILD_OPEN);
  request.set_outcome(v1::CASE_STATE_OPEN);
  EXPECT_EQ(ReasonOf(CloseCase(file, request, kNow)), contract::v1::ERROR_REASON_REQUEST_INVALID);
  request.set_outcome(v1::CASE_STATE_SOLVED);
  EXPECT_EQ(ReasonOf(CloseCase(file, request, kNow)), contract::v1::ERROR_REASON_DUTIES_NOT_RECORDED);
  file.mutable_task_force()->set_state(v1::TASK_FORCE_STATE_ACTIVE);
  for (const auto duty :
       {v1::TASK_FORCE_DUTY_SOLVE, v1::TASK_FORCE_DUTY_RESCUE, v1::TASK_FORCE_DUTY_COMFORT_RELATIVES}) {
    EXPECT_FALSE(CloseCase(file, request, kNow).ok());
    v1::RecordTaskForceDutyRequest record;
    record.set_duty(duty);
    EXPECT_TRUE(RecordDuty(file, record, kNow).ok());
  }
  EXPECT_TRUE(CloseCase(file, request, kNow).ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
