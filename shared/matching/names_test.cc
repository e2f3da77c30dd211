#include "shared/matching/names.h"

#include <gtest/gtest.h>

#include "shared/matching/compare_names.h"
#include "shared/matching/han.h"

namespace liandong::matching {
namespace {

Level Of(const char* a, const char* b) {
  const Level there = CompareNames(ParseName(a), ParseName(b));
  EXPECT_EQ(there, CompareNames(ParseName(b), ParseName(a))) << a << " " << b;
  return there;
}

TEST(Names, SurnamesAreReadAsSurnames) {
  const std::pair<const char*, const char*> kRead[] = {{"单", "shan"},
                                                       {"仇", "qiu"},
                                                       {"解", "xie"},
                                                       {"曾", "zeng"},
                                                       {"尉迟恭", "yuchigong"},
                                                       {"万俟卨", "moqixie"},
                                                       {"区", "ou"},
                                                       {"查", "zha"},
                                                       {"乐", "yue"},
                                                       {"翟", "zhai"},
                                                       {"种", "chong"},
                                                       {"秘", "bi"},
                                                       {"澹台明", "tantaiming"},
                                                       {"折", "she"},
                                                       {"员", "yun"},
                                                       {"缪", "miao"},
                                                       {"朴", "piao"},
                                                       {"黑", "hei"}};
  for (const auto& [name, sound] : kRead) EXPECT_EQ(ParseName(name).sounds[0], sound) << name;
}

TEST(Names, EveryReadingOfASurnameIsKept) {
  EXPECT_EQ(Of("覃丽", "QIN LI"), Level::kSound);
  EXPECT_EQ(Of("覃丽", "Tan Li"), Level::kSound);
  EXPECT_EQ(Of("谌龙", "CHEN LONG"), Level::kSound);
  EXPECT_EQ(Of("谌龙", "SHEN LONG"), Level::kSound);
  EXPECT_EQ(Of("盖丽", "GE LI"), Level::kSound);
  EXPECT_EQ(Of("乐靖", "LE JING"), Level::kSound);
}

TEST(Names, AnUmlautHasManySpellings) {
  for (const char* latin : {"LYU YAN", "LV YAN", "LU YAN", "Lü Yan"})
    EXPECT_EQ(Of("吕燕", latin), Level::kSound) << latin;
}

TEST(Names, HanNamesAgreeByLevels) {
  EXPECT_EQ(Of("陳偉", "陈伟"), Level::kExact);
  EXPECT_EQ(Of("王小峯", "王小峰"), Level::kExact);
  EXPECT_EQ(Of("王⼩峰", "王小峰"), Level::kExact);
  EXPECT_EQ(Of("张玮", "张伟"), Level::kSound);
  EXPECT_EQ(Of("小明王", "王小明"), Level::kOrder);
  EXPECT_EQ(Of("诸葛亮", "亮诸葛"), Level::kOrder);
  EXPECT_EQ(Of("王小明", "王小朋"), Level::kNear);
  EXPECT_EQ(Of("王明", "王小明"), Level::kNear);
  EXPECT_EQ(Of("刘志英", "牛自音"), Level::kDialect);
  EXPECT_EQ(Of("胡芳", "扶荒"), Level::kDialect);
  EXPECT_EQ(Of("王小明", "李晓明"), Level::kPart);
  EXPECT_EQ(Of("王强", "王芳"), Level::kSimilar);
  EXPECT_EQ(Of("王建国", "王淑珍"), Level::kSurname);
  EXPECT_EQ(Of("王强", "李芳"), Level::kDiffers);
}

TEST(Names, LatinNamesAgreeByLevels) {
  EXPECT_EQ(Of("Nguyễn Thị Lan", "NGUYEN THI LAN"), Level::kExact);
  EXPECT_EQ(Of("ＬＡＮ", "lan"), Level::kExact);
  EXPECT_EQ(Of("NGUYEN THILAN", "NGUYEN THI LAN"), Level::kExact);
  EXPECT_EQ(Of("LAN NGUYEN THI", "NGUYEN THI LAN"), Level::kOrder);
  EXPECT_EQ(Of("NGUYEN THI LAM", "NGUYEN THI LAN"), Level::kNear);
  EXPECT_EQ(Of("NGUYEN T. L.", "NGUYEN THI LAN"), Level::kPart);
  EXPECT_EQ(Of("KEO SOUK", "AUNG KYAW"), Level::kDiffers);
}

TEST(Names, PinyinAgreesWithCharacters) {
  EXPECT_EQ(Of("王小明", "WANG XIAOMING"), Level::kSound);
  EXPECT_EQ(Of("王小明", "Xiaoming Wang"), Level::kOrder);
  EXPECT_EQ(Of("王小明", "WANG XIAOMIN"), Level::kNear);
  EXPECT_EQ(Of("王小明", "LI FANG"), Level::kDiffers);
}

TEST(Names, ATextThatIsNotANameHasNoParts) {
  EXPECT_EQ(Of("", "王小明"), Level::kUnknown);
  EXPECT_EQ(Of("··", "王小明"), Level::kUnknown);
  EXPECT_TRUE(ParseName(" . - ").empty());
  EXPECT_EQ(ParseName("\xFF\xC3").folded.size(), 2u);
}

TEST(Han, CodePointsComeBackAsTheyWere) {
  for (const char* text : {"abc", "é", "张伟", "𠮷野"}) EXPECT_EQ(ToUtf8(ToCodePoints(text)), text);
}

TEST(Han, LunarDaysAreDaysOfTheSolarYear) {
  EXPECT_EQ(SolarDay(2024, 1, 1, false), absl::CivilDay(2024, 2, 10));
  EXPECT_EQ(SolarDay(2023, 2, 1, true), absl::CivilDay(2023, 3, 22));
  EXPECT_EQ(SolarDay(2023, 3, 1, false), absl::CivilDay(2023, 4, 20));
  EXPECT_EQ(SolarDay(1990, 5, 5, false), absl::CivilDay(1990, 5, 28));
  EXPECT_EQ(SolarDay(2024, 2, 1, true), std::nullopt);
  EXPECT_EQ(SolarDay(2024, 1, 31, false), std::nullopt);
  EXPECT_EQ(SolarDay(1850, 1, 1, false), std::nullopt);
}

}  // namespace
}  // namespace liandong::matching
