#include "services/casefile/interviews/interview_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ReasonOf;

TEST(Clause47, ASecondInterviewNeedsReasonAndApproval) {
  v1::VictimFile file;
  v1::RecordInterviewRequest request;
  EXPECT_FALSE(CheckInterview(file, request).ok()) << "not one-stop";
  request.set_one_stop(true);
  EXPECT_TRUE(CheckInterview(file, request).ok());
  file.set_interview_count(1);
  EXPECT_EQ(ReasonOf(CheckInterview(file, request)), contract::v1::ERROR_REASON_SECOND_INTERVIEW_UNAPPROVED);
  request.set_reason("辨认");
  EXPECT_FALSE(CheckInterview(file, request).ok());
  request.set_approval("PSB-1");
  EXPECT_TRUE(CheckInterview(file, request).ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
