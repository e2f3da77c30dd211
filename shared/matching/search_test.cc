#include <gtest/gtest.h>

#include <algorithm>

#include "shared/matching/person_model.h"
#include "shared/matching/search_keys.h"
#include "shared/matching/tally.h"

namespace liandong::matching {
namespace {

Subject Make(const char* name, const char* birth, const char* division = "") {
  Subject subject;
  subject.person.set_name(name);
  subject.person.set_birth_date(birth);
  subject.person.set_sex(common::v1::SEX_FEMALE);
  subject.person.set_division(division);
  return subject;
}

size_t Shared(const Subject& kept, const Subject& asked) {
  const std::vector<std::string> keys = SearchKeys(kept);
  const std::vector<std::string> lookups = LookupKeys(asked);
  return static_cast<size_t>(std::count_if(lookups.begin(), lookups.end(), [&](const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }));
}

TEST(SearchKeys, APersonIsFoundAlthoughHalfIsWrong) {
  const Subject kept = Make("陈晓梅", "1990-05-28", "500119");
  EXPECT_GT(Shared(kept, Make("陈小梅", "1990-05-12")), 0u) << "homophone, another day";
  EXPECT_GT(Shared(kept, Make("陈晓梅", "1990-05-05")), 0u) << "lunar date";
  EXPECT_GT(Shared(kept, Make("王晓梅", "1990-05-28")), 0u) << "another surname";
  EXPECT_GT(Shared(kept, Make("陈晓敏", "1990-05-12")), 0u) << "another character";
  EXPECT_GT(Shared(kept, Make("陈晓", "1990-01-01")), 0u) << "a character left out";
  EXPECT_GT(Shared(kept, Make("CHEN XIAOMEI", "1991-05-28")), 0u) << "pinyin, another year";
  EXPECT_GT(Shared(kept, Make("", "1990-05-28")), 0u) << "no name";
  EXPECT_EQ(Shared(kept, Make("王建国", "1970-01-01")), 0u);
}

TEST(SearchKeys, APersonOfUnknownSexMayBeOfEither) {
  const Subject kept = Make("", "1990-05-28");
  Subject asked = kept;
  for (const common::v1::Sex sex : {common::v1::SEX_UNSPECIFIED, common::v1::SEX_NOT_STATED}) {
    asked.person.set_sex(sex);
    EXPECT_GT(Shared(kept, asked), 0u) << sex;
    EXPECT_GT(Shared(asked, kept), 0u) << sex;
  }
  asked.person.set_sex(common::v1::SEX_MALE);
  EXPECT_EQ(Shared(kept, asked), 0u);
}

TEST(SearchKeys, APersonOfWhomNothingIsKnownHasNoKey) { EXPECT_TRUE(LookupKeys({}).empty()); }

TEST(SearchKeys, AMistypedNumberIsFoundByItsEnd) {
  Subject kept;
  kept.person.mutable_document()->set_number("11010519491231002X");
  Subject asked;
  asked.person.mutable_document()->set_number("11010619491231002X");
  EXPECT_EQ(Shared(kept, asked), 1u);
}

TEST(SearchKeys, APersonIsFoundByPlaceAndMark) {
  Subject kept = Make("", "1990-05-28");
  kept.person.clear_birth_date();
  kept.appearance.set_birth_year(1990);
  kept.appearance.set_marks("左眉上有疤痕，背部有胎记");
  Subject asked = kept;
  asked.appearance.set_birth_year(1991);
  asked.appearance.set_marks("背部有胎记");
  EXPECT_GT(Shared(kept, asked), 0u);
}

TEST(Tally, TheRarestKeysCountMostAndFullBlocksNothing) {
  Tally tally;
  tally.Add(std::vector<int64_t>(kLargestBlock + 1, 7));
  tally.Add({1, 2, 3, 4, 5, 6, 8, 9});
  tally.Add({5});
  const std::vector<int64_t> best = tally.Best();
  EXPECT_EQ(best[0], 5);
  EXPECT_EQ(std::count(best.begin(), best.end(), 7), 0);
}

TEST(Tally, ALimitedNumberIsCompared) {
  Tally tally;
  for (int64_t i = 0; i < 1000; ++i) tally.Add({i, i + 1});
  EXPECT_EQ(tally.Best().size(), kMostCompared);
}

double ProbabilityOf(const Subject& kept, const Subject& asked) {
  const Score score = ScorePair(Persons().model, SubjectRecord(kept), SubjectRecord(asked));
  return OneOrNone({score.log_odds + Persons().PriorAmong(100000)})[0];
}

TEST(Persons, TheBuiltInModelTellsPersonsApart) {
  const Subject kept = Make("陈晓梅", "1990-05-28", "500119");
  EXPECT_GT(ProbabilityOf(kept, Make("陈小梅", "1990-05-12", "500119")), 0.9);
  EXPECT_GT(ProbabilityOf(kept, Make("陈晓梅", "1990-05-28")), 0.99);
  EXPECT_LT(ProbabilityOf(kept, Make("陈晓梅", "1962-11-03", "110101")), 0.01);
  EXPECT_LT(ProbabilityOf(kept, Make("王建国", "1990-05-28", "110101")), 0.01);
}

TEST(Persons, TheModelComesBackAsItWasPrinted) {
  const std::string text = PrintPersonModel(Persons());
  const auto read = ReadPersonModel(text);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(PrintPersonModel(*read), text);
  for (const char* broken :
       {"level\tname\t99\t1\t1", "level\tnobody\t1\t1\t1", "level\tname\t1\tx\t1", "what\tname\t\t1\t1", "level"})
    EXPECT_FALSE(ReadPersonModel(broken).ok()) << broken;
}

TEST(OneOrNone, TheProbabilitiesAddUpToAtMostOne) {
  const std::vector<double> shares = OneOrNone({800, 800, -50});
  EXPECT_NEAR(shares[0], 0.5, 1e-9);
  EXPECT_NEAR(shares[2], 0, 1e-9);
  EXPECT_NEAR(OneOrNone({0})[0], 0.5, 1e-9);
  EXPECT_TRUE(OneOrNone({}).empty());
}

}  // namespace
}  // namespace liandong::matching
