#include "services/clue/schools/school_report_rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"

namespace liandong::clue::rules {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

TEST(Clause63, ASchoolsReportIsAMandatoryReportAndLateAfterADay) {
  v1::FileSchoolReportRequest report;
  report.set_kind(v1::SCHOOL_REPORT_KIND_SUSPECTED_SEXUAL_ABUSE);
  *report.mutable_observe_time() = base::ToProto(kNow - absl::Hours(24));
  EXPECT_EQ(ClueOf(report).channel(), v1::CLUE_CHANNEL_MANDATORY_REPORT);
  EXPECT_EQ(ClueOf(report).kind(), v1::CLUE_KIND_SEXUAL_ABUSE_OF_MINOR);
  EXPECT_FALSE(IsLate(report, kNow));
  EXPECT_TRUE(IsLate(report, kNow + absl::Seconds(1)));
}

}  // namespace
}  // namespace liandong::clue::rules
