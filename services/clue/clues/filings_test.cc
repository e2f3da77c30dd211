#include "services/clue/clues/filings.h"

#include <gtest/gtest.h>

namespace liandong::clue {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

std::shared_ptr<const rules::ComparableClue> Comparable(const std::string& description,
                                                        const std::string& address = "客运站红星旅馆") {
  v1::Clue clue;
  clue.set_kind(v1::CLUE_KIND_CHILD_TRAFFICKING);
  clue.mutable_place()->set_division("500119");
  clue.mutable_place()->set_address(address);
  clue.set_description(description);
  return std::make_shared<const rules::ComparableClue>(rules::ComparableOf(clue));
}

TEST(Filings, OfTwoReportsOfOneMatterEachMatchesTheOtherOnceItHasAnId) {
  Filings filings;
  const auto one = filings.Begin(Comparable("一名男子带着哭闹的男童"), "500119", kNow);
  const auto other = filings.Begin(Comparable("一名男子带着哭闹的男童"), "500119", kNow);
  EXPECT_TRUE(filings.MatchesOf(*other).empty());
  filings.SetId(*one, "1");
  filings.SetId(*other, "2");
  ASSERT_EQ(filings.MatchesOf(*other).size(), 1U);
  EXPECT_EQ(filings.MatchesOf(*other)[0].id, "1");
  EXPECT_GE(filings.MatchesOf(*other)[0].probability, rules::kLikelyRepeat);
  ASSERT_EQ(filings.MatchesOf(*one).size(), 1U);
  EXPECT_EQ(filings.MatchesOf(*one)[0].id, "2");
}

TEST(Filings, OtherDivisionsOtherMattersAndPastReportsDoNotMatch) {
  Filings filings;
  for (const auto& past : {filings.Begin(Comparable("一名男子带着哭闹的男童"), "500119", kNow - absl::Minutes(1)),
                           filings.Begin(Comparable("一名男子带着哭闹的男童"), "500118", kNow),
                           filings.Begin(Comparable("有人打听谁家想要女孩", "水江镇赶场坝"), "500119", kNow)}) {
    filings.SetId(*past, "1");
  }
  const auto own = filings.Begin(Comparable("一名男子带着哭闹的男童"), "500119", kNow);
  EXPECT_TRUE(filings.MatchesOf(*own).empty());
}

}  // namespace
}  // namespace liandong::clue
