#include "services/clue/platforms/online_report_rules.h"

#include <gtest/gtest.h>

namespace liandong::clue::rules {
namespace {

TEST(Clause342, APlatformsReportIsAClueOfThePlatform) {
  v1::FilePlatformReportRequest report;
  report.set_kind(v1::CONTENT_KIND_TRAFFICKING);
  report.mutable_account_holder()->set_name("甲");
  EXPECT_EQ(ClueOf(report).channel(), v1::CLUE_CHANNEL_PLATFORM);
  EXPECT_EQ(ClueOf(report).persons_size(), 1);
}

}  // namespace
}  // namespace liandong::clue::rules
