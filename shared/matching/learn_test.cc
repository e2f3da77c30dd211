#include "shared/matching/learn.h"

#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "shared/matching/blocking.h"
#include "shared/matching/resolve.h"

namespace liandong::matching {
namespace {

const std::vector<Field> kFields = {
    {"given", Kind::kName}, {"surname", Kind::kName}, {"birth", Kind::kDate}, {"number", Kind::kNumber}};

Record Make(const std::string& given, const std::string& surname, const std::string& birth, const std::string& number) {
  return {ParseValue(Kind::kName, given), ParseValue(Kind::kName, surname), ParseValue(Kind::kDate, birth),
          ParseValue(Kind::kNumber, number)};
}

std::string Letters(std::mt19937_64& random, int variety) {
  std::string word;
  for (uint64_t left = random() % static_cast<uint64_t>(variety) + 31; left > 0; left /= 3)
    word += static_cast<char>('a' + (left * 7) % 26);
  return word;
}

// Persons of whom the first half appears twice, the second time with another given name.
std::vector<Record> People(size_t count) {
  std::mt19937_64 random(7);
  std::vector<Record> records;
  for (size_t i = 0; i < count; ++i) {
    const std::string surname = Letters(random, 200);
    const std::string birth = absl::StrCat(1950 + random() % 60, "-0", 1 + random() % 9, "-1", random() % 9);
    const std::string number = absl::StrCat(10000000 + random() % 80000000);
    records.push_back(Make(Letters(random, 300), surname, birth, number));
    if (i < count / 2) records.push_back(Make(Letters(random, 300), surname, birth, number));
  }
  return records;
}

TEST(Learn, LearnsWithoutLabels) {
  const std::vector<Record> records = People(600);
  const Blocks blocks = BlockPairs(kFields, records, {});
  const Model model = Learn(kFields, records, blocks.pairs, {});
  const auto exact = static_cast<size_t>(Level::kExact);
  EXPECT_GT(model.weights[1].matched[exact], 0.95);
  EXPECT_GT(model.weights[3].matched[exact], 0.95);
  EXPECT_LT(model.weights[0].matched[exact], 0.2);
  EXPECT_LT(model.weights[3].other[exact], 0.001);
  size_t found = 0;
  for (size_t i = 0; i < 600; i += 2) found += ScorePair(model, records[i], records[i + 1]).log_odds > 0 ? 1 : 0;
  EXPECT_EQ(found, 300u);
  EXPECT_LT(ScorePair(model, records[0], records[2]).log_odds, 0);
}

TEST(Learn, TheSameSeedGivesTheSameModel) {
  const std::vector<Record> records = People(100);
  const Blocks blocks = BlockPairs(kFields, records, {});
  const Model a = Learn(kFields, records, blocks.pairs, {.seed = 3});
  const Model b = Learn(kFields, records, blocks.pairs, {.seed = 3});
  EXPECT_EQ(a.prior, b.prior);
  for (size_t f = 0; f < kFields.size(); ++f) EXPECT_EQ(a.weights[f].matched, b.weights[f].matched);
}

TEST(Learn, LearningFromNothingIsNotAnError) {
  EXPECT_EQ(Learn(kFields, {}, {}, {}).fields.size(), kFields.size());
  EXPECT_EQ(Learn(kFields, {Make("a", "b", "1990-01-01", "1")}, {}, {}).weights.size(), kFields.size());
}

// A hand-made model: agreement counts 5, difference -5.
Model Plain() {
  Model model;
  model.fields = {{"number", Kind::kNumber}, {"birth", Kind::kDate}};
  model.weights.resize(2);
  for (FieldWeights& weights : model.weights) {
    weights.matched.fill(0.0067);
    weights.other.fill(1);
    weights.matched[static_cast<size_t>(Level::kExact)] = 1;
    weights.other[static_cast<size_t>(Level::kExact)] = 0.0067;
  }
  return model;
}

Record Two(const char* number, const char* birth) {
  return {ParseValue(Kind::kNumber, number), ParseValue(Kind::kDate, birth)};
}

TEST(Score, AddsWhatEachFieldTells) {
  const Score score = ScorePair(Plain(), Two("123456", "1990-01-01"), Two("123456", "1970-12-31"));
  EXPECT_NEAR(score.parts[0], 5, 0.01);
  EXPECT_NEAR(score.parts[1], -5, 0.01);
  EXPECT_NEAR(Probability(score.log_odds), 0.5, 0.01);
}

TEST(Score, ARareValueTellsMoreThanACommonOne) {
  Model model = Plain();
  model.weights[0].frequency = {{"111111", 0.1}, {"222222", 0.0001}};
  model.weights[0].rarest = 0.0001;
  const auto part = [&](const char* number) { return ScorePair(model, Two(number, ""), Two(number, "")).parts[0]; };
  EXPECT_GT(part("222222"), part("111111") + 6);
  EXPECT_EQ(part("333333"), part("222222"));
}

TEST(Resolve, AChainDoesNotMakeItsEndsOne) {
  // a and b share the number, b and c the birth date; a and c share nothing.
  Model model = Plain();
  model.weights[0].matched[static_cast<size_t>(Level::kDiffers)] = 0.05;
  model.weights[1].matched[static_cast<size_t>(Level::kDiffers)] = 0.05;
  const std::vector<Record> records = {Two("123456", "1990-01-01"), Two("123456", "1970-12-31"),
                                       Two("999111", "1970-12-31")};
  const Resolution resolution = Resolve(model, records, {{0, 1}, {0, 2}, {1, 2}});
  EXPECT_NE(resolution.clusters[0], resolution.clusters[2]);
}

TEST(Resolve, TheRecordsOfAClusterAreOnePerson) {
  const std::vector<Record> records = {Two("123456", "1990-01-01"), Two("123456", ""), Two("123456", "1990-01-01"),
                                       Two("777777", "1960-06-06")};
  const Resolution resolution = Resolve(Plain(), records, {{0, 1}, {0, 2}, {1, 2}, {0, 3}});
  EXPECT_EQ(resolution.clusters[0], resolution.clusters[1]);
  EXPECT_EQ(resolution.clusters[0], resolution.clusters[2]);
  EXPECT_NE(resolution.clusters[0], resolution.clusters[3]);
  EXPECT_GT(resolution.log_odds[2], 0);
  EXPECT_LT(resolution.log_odds[3], 0);
}

TEST(Blocking, ALargeBlockIsDividedByASecondField) {
  std::vector<Record> records;
  for (int i = 0; i < 200; ++i) records.push_back(Make("wei", "zhang", absl::StrCat(1900 + i / 2, "-01-01"), ""));
  const Blocks blocks = BlockPairs(kFields, records, {.largest = 10});
  EXPECT_EQ(std::count(blocks.pairs.begin(), blocks.pairs.end(), Pair{0, 1}), 1);
  EXPECT_LT(blocks.pairs.size(), 200u * 20);
  EXPECT_GT(blocks.left_out, 0u);
}

}  // namespace
}  // namespace liandong::matching
