#include "services/clue/clues/repeat_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/proto_time.h"

namespace liandong::clue::rules {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

v1::Clue Report(const char* address, const char* description, absl::Duration before = absl::ZeroDuration()) {
  v1::Clue clue;
  clue.set_kind(v1::CLUE_KIND_CHILD_TRAFFICKING);
  clue.set_division("500119");
  clue.mutable_place()->set_division("500119");
  clue.mutable_place()->set_address(address);
  clue.set_description(description);
  *clue.mutable_occur_time() = base::ToProto(kNow - before);
  *clue.mutable_create_time() = base::ToProto(kNow);
  return clue;
}

v1::Clue About(const char* name, common::v1::Sex sex, const char* birth = "") {
  v1::Clue clue = Report("", "");
  common::v1::Person& person = *clue.add_persons();
  person.set_name(name);
  person.set_sex(sex);
  person.set_birth_date(birth);
  return clue;
}

double Likely(const v1::Clue& one, const v1::Clue& other) {
  return RepeatProbability(ComparableOf(one), ComparableOf(other));
}

bool Meets(const v1::Clue& earlier, const v1::Clue& later) {
  const auto kept = RepeatKeys(earlier);
  const auto asked = RepeatLookupKeys(later);
  return std::any_of(kept.begin(), kept.end(),
                     [&](const std::string& key) { return std::count(asked.begin(), asked.end(), key) > 0; });
}

TEST(Clause31, TwoCallersTellOfOneMatterInTheirOwnWords) {
  const v1::Clue one =
      Report("南川区客运站旁红星旅馆", "旅馆里一名男子带着哭闹的男童，说不出孩子姓名", absl::Hours(24));
  const v1::Clue other = Report("客运站红星旅馆", "客运站旁的旅馆住着一个男的，带的男童一直哭闹，他说不出孩子姓名");
  EXPECT_GE(Likely(one, other), kLikelyRepeat);
  EXPECT_TRUE(Meets(one, other));
}

TEST(Clause31, WhatHappensElsewhereOrLongAgoIsAnotherMatter) {
  const v1::Clue one = Report("南川区客运站旁红星旅馆", "旅馆里一名男子带着哭闹的男童");
  EXPECT_LT(Likely(one, Report("水江镇赶场坝", "集市上有人问谁家想要女孩")), kLikelyRepeat);
  EXPECT_LT(Likely(one, Report("客运站红星旅馆", "前台说有人长期包房，往来可疑", absl::Hours(24 * 40))), kLikelyRepeat);
  EXPECT_FALSE(Meets(one, Report("", "", absl::Hours(24 * 40))));
}

TEST(Clause31, ReportsOfOneTownAreFoundIfTheyAreAtMostThreeDaysApart) {
  const auto before = [](int days) { return Report("", "", absl::Hours(24 * days)); };
  EXPECT_TRUE(Meets(before(3), before(0)));
  EXPECT_TRUE(Meets(before(0), before(3)));
  EXPECT_FALSE(Meets(before(4), before(0)));
  EXPECT_FALSE(Meets(before(0), before(4)));
}

TEST(Clause31, ANameWrittenAsItSoundsIsTheSameChild) {
  const v1::Clue one = About("罗一鸣", common::v1::SEX_MALE, "2019-05-04");
  EXPECT_GE(Likely(one, About("罗一明", common::v1::SEX_MALE, "2019-05-04")), kLikelyRepeat);
  EXPECT_LT(Likely(one, About("罗一明", common::v1::SEX_MALE, "2011-11-30")), kLikelyRepeat);
}

TEST(Clause31, ARareNameAloneTellsMoreThanACommonOne) {
  const auto same = [](const char* name) {
    return Likely(About(name, common::v1::SEX_FEMALE), About(name, common::v1::SEX_FEMALE));
  };
  EXPECT_GT(same("尉迟佩瑶"), same("王丽"));
  EXPECT_GE(same("尉迟佩瑶"), kLikelyRepeat);
}

TEST(Clause31, TheSameDocumentIsTheSameMatterInEitherForm) {
  v1::Clue one = About("", common::v1::SEX_UNSPECIFIED);
  one.mutable_persons(0)->mutable_document()->set_type(common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER);
  one.mutable_persons(0)->mutable_document()->set_number("11010519491231002X");
  v1::Clue old_form = one;
  old_form.mutable_persons(0)->mutable_document()->set_number("110105491231002");
  *old_form.mutable_occur_time() = base::ToProto(kNow - absl::Hours(24 * 60));
  EXPECT_GE(Likely(one, old_form), kLikelyRepeat);
  EXPECT_TRUE(Meets(old_form, one));
}

TEST(Clause31, TextsFromAFormAreNotTakenForOneMatter) {
  v1::Clue one = About("陈晓梅", common::v1::SEX_FEMALE, "1990-05-28");
  one.set_description("登记核验暂停（登记员存疑）");
  one.set_registration_reference("R-1");
  v1::Clue other = one;
  other.mutable_persons(0)->set_name("王丽华");
  other.mutable_persons(0)->set_birth_date("1985-01-01");
  other.set_registration_reference("R-2");
  EXPECT_LT(Likely(one, other), kLikelyRepeat);
}

TEST(Clause31, TheShortComparisonDecidesLikeTheWholeOne) {
  std::vector<ComparableClue> all;
  for (const char* address : {"", "南川区客运站旁红星旅馆", "客运站红星旅馆", "水江镇赶场坝"}) {
    for (const char* description : {"", "旅馆里一名男子带着哭闹的男童，说不出孩子姓名", "集市上有人问谁家想要女孩"}) {
      for (const char* name : {"", "罗一鸣", "罗一明", "尉迟佩瑶"}) {
        for (const int days : {0, 4, 40}) {
          v1::Clue clue = Report(address, description, absl::Hours(24 * days));
          if (*name != 0) *clue.add_persons() = About(name, common::v1::SEX_FEMALE, "2019-05-04").persons(0);
          all.push_back(ComparableOf(clue));
        }
      }
    }
  }
  int likely = 0;
  for (const ComparableClue& one : all) {
    for (const ComparableClue& other : all) {
      const double whole = RepeatProbability(one, other);
      const auto brief = ProbabilityOfLikelyRepeat(one, other);
      ASSERT_EQ(brief.has_value(), whole >= kLikelyRepeat) << whole;
      if (!brief.has_value()) continue;
      ++likely;
      EXPECT_NEAR(*brief, whole, 1e-9);
    }
  }
  EXPECT_GT(likely, 0);
}

}  // namespace
}  // namespace liandong::clue::rules
