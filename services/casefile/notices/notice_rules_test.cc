#include "services/casefile/notices/notice_rules.h"

#include <gtest/gtest.h>

namespace liandong::casefile::rules {
namespace {

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

TEST(Clause43, ANoticeIsOfAMissingMinorAndHoldsOnlyWhatMayBePublic) {
  v1::Case file;
  file.set_kind(v1::CASE_KIND_MISSING_PERSON);
  file.set_state(v1::CASE_STATE_OPEN);
  file.mutable_person()->set_name("甲");
  file.mutable_person()->mutable_document()->set_number("500119202001010018");
  file.mutable_person()->set_address("某街1号");
  file.mutable_lost_place()->set_division("500119");
  file.mutable_lost_place()->set_address("某路2号");
  v1::PublishNoticeRequest request;
  EXPECT_FALSE(MakeNotice(file, request, kNow).ok()) << "not of a minor";
  file.set_minor(true);
  const auto notice = MakeNotice(file, request, kNow);
  ASSERT_TRUE(notice.ok());
  const std::string text = notice->ShortDebugString();
  for (const char* kept : {"500119202001010018", "某街", "某路"}) EXPECT_EQ(text.find(kept), std::string::npos);
  file.set_state(v1::CASE_STATE_SOLVED);
  EXPECT_FALSE(MakeNotice(file, request, kNow).ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
