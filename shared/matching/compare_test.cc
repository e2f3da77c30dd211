#include "shared/matching/compare.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/matching/distance.h"

namespace liandong::matching {
namespace {

Level Of(Kind kind, const char* a, const char* b) {
  const Level there = Compare(kind, ParseValue(kind, a), ParseValue(kind, b), {});
  EXPECT_EQ(there, Compare(kind, ParseValue(kind, b), ParseValue(kind, a), {})) << a << " " << b;
  return there;
}

TEST(Distance, CountsTypingMistakes) {
  EXPECT_EQ(EditDistance<char>("march", "march", 2), 0);
  EXPECT_EQ(EditDistance<char>("march", "mrach", 2), 1);
  EXPECT_EQ(EditDistance<char>("march", "mach", 2), 1);
  EXPECT_EQ(EditDistance<char>("march", "april", 2), 3);
  EXPECT_EQ(EditDistance<char>("", "ab", 2), 2);
  EXPECT_NEAR(JaroWinkler("martha", "marhta"), 0.9611, 1e-4);
  EXPECT_NEAR(JaroWinkler("dixon", "dicksonx"), 0.8133, 1e-4);
  EXPECT_EQ(JaroWinkler("abc", "xyz"), 0);
}

// The definition, without shortcuts.
int PlainDistance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
  const int kept = a.back() == b.back() ? 0 : 1;
  int least = PlainDistance(a.substr(0, a.size() - 1), b.substr(0, b.size() - 1)) + kept;
  least = std::min(least, PlainDistance(a.substr(0, a.size() - 1), b) + 1);
  least = std::min(least, PlainDistance(a, b.substr(0, b.size() - 1)) + 1);
  if (a.size() < 2 || b.size() < 2 || a.back() != b[b.size() - 2] || b.back() != a[a.size() - 2]) return least;
  return std::min(least, PlainDistance(a.substr(0, a.size() - 2), b.substr(0, b.size() - 2)) + 1);
}

TEST(Distance, ShortcutsDoNotChangeIt) {
  std::vector<std::string> texts = {""};
  for (size_t i = 0; texts[i].size() < 4; ++i) {
    for (const char c : {'a', 'b', 'c'}) texts.push_back(texts[i] + c);
  }
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      const int plain = PlainDistance(a, b);
      for (const int limit : {1, 2}) ASSERT_EQ(EditDistance<char>(a, b, limit), std::min(plain, limit + 1)) << a << b;
    }
  }
}

TEST(Dates, AgreeByLevels) {
  EXPECT_EQ(Of(Kind::kDate, "1990-03-05", "19900305"), Level::kExact);
  EXPECT_EQ(Of(Kind::kDate, "05/03/1990", "19900305"), Level::kExact);
  EXPECT_EQ(Of(Kind::kDate, "1990-03-05", "1990-05-03"), Level::kOrder);
  EXPECT_EQ(Of(Kind::kDate, "1990-05-05", "1990-05-28"), Level::kCalendar);
  EXPECT_EQ(Of(Kind::kDate, "1990-03-05", "1991-03-05"), Level::kNear);
  EXPECT_EQ(Of(Kind::kDate, "1990-03-12", "1990-03-25"), Level::kPart);
  EXPECT_EQ(Of(Kind::kDate, "1990-03-12", "1985-03-12"), Level::kYearOff);
  EXPECT_EQ(Of(Kind::kDate, "1990", "1991-03-25"), Level::kSimilar);
  EXPECT_EQ(Of(Kind::kDate, "1990-03", "1990-03-25"), Level::kSimilar);
  EXPECT_EQ(Of(Kind::kDate, "1990-04", "1990-03-25"), Level::kDiffers);
  EXPECT_EQ(Of(Kind::kDate, "1990-11-12", "1991-03-25"), Level::kSurname);
  EXPECT_EQ(Of(Kind::kDate, "1990", "1995-03-25"), Level::kDiffers);
  EXPECT_EQ(Of(Kind::kDate, "not known", "1995-03-25"), Level::kUnknown);
}

TEST(Numbers, AgreeByLevels) {
  EXPECT_EQ(Of(Kind::kNumber, "110105491231002", "11010519491231002X"), Level::kExact);
  EXPECT_EQ(Of(Kind::kNumber, "11010519491231002x", "１１０１０５19491231002X"), Level::kExact);
  EXPECT_EQ(Of(Kind::kNumber, "11010519491231002X", "11010519491231008X"), Level::kNear);
  EXPECT_EQ(Of(Kind::kNumber, "11010519491231002X", "11010519491213002X"), Level::kNear);
  EXPECT_EQ(Of(Kind::kNumber, "L898902C3", "L898901C4"), Level::kSimilar);
  EXPECT_EQ(Of(Kind::kNumber, "L898902C3", "E12345678"), Level::kDiffers);
}

TEST(Places, AgreeByDivisionOrByLetters) {
  EXPECT_EQ(Of(Kind::kPlace, "500119", "500119"), Level::kExact);
  EXPECT_EQ(Of(Kind::kPlace, "510502", "510504"), Level::kNear);
  EXPECT_EQ(Of(Kind::kPlace, "510502", "511304"), Level::kPart);
  EXPECT_EQ(Of(Kind::kPlace, "510502", "450103"), Level::kDiffers);
  EXPECT_EQ(Of(Kind::kPlace, "coffs harbour", "cofs harbour"), Level::kNear);
}

TEST(Texts, AgreeByTheWordsThatTell) {
  const WordWeights weights = {{"THE", 0.1}, {"SCAR", 5}, {"LEFT", 2}, {"BROW", 5}, {"RIGHT", 2}};
  const auto of = [&](const char* a, const char* b) {
    return CompareTexts(ParseValue(Kind::kText, a), ParseValue(Kind::kText, b), weights);
  };
  EXPECT_EQ(of("the scar, left brow", "Scar left brow"), Level::kNear);
  EXPECT_EQ(of("scar right brow", "scar left brow"), Level::kPart);
  EXPECT_EQ(of("the left", "the right"), Level::kDiffers);
}

TEST(Compare, UnknownValuesAreNoEvidence) {
  for (const Kind kind :
       {Kind::kName, Kind::kDate, Kind::kNumber, Kind::kPlace, Kind::kText, Kind::kCategory, Kind::kMeasure})
    EXPECT_EQ(Of(kind, "", "1990"), Level::kUnknown);
}

TEST(Measures, AgreeWithinTheErrorOfATape) {
  EXPECT_EQ(Of(Kind::kMeasure, "160", "162"), Level::kExact);
  EXPECT_EQ(Of(Kind::kMeasure, "160", "167"), Level::kNear);
  EXPECT_EQ(Of(Kind::kMeasure, "160", "175"), Level::kDiffers);
}

}  // namespace
}  // namespace liandong::matching
