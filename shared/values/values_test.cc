#include <gtest/gtest.h>

#include "shared/values/dates.h"
#include "shared/values/divisions.h"
#include "shared/values/identity_number.h"
#include "shared/values/nationality.h"
#include "shared/values/resource_name.h"

namespace liandong::values {
namespace {

const absl::CivilDay kToday(2026, 11, 24);

TEST(IdentityNumber, TakesTheStandardsOwnSamples) {
  for (const char* number : {"11010519491231002X", "11010519491231002x", "440524188001010014", "34052419800101001X",
                             "810000199408230021", "830000199201300022", "820000199001010010", "911124198108030024"}) {
    EXPECT_TRUE(ParseIdentityNumber(number, kToday).has_value()) << number;
  }
}

TEST(IdentityNumber, RefusesWrongCheckDateFutureProvinceAndLength) {
  for (const char* number :
       {"830000199807070016", "110105194912310021", "110105194902310021", "11010520991231002X", "00010519491231002X",
        "11010519491231002", "", "1101051949123100200", "11010519491231O02X"}) {
    EXPECT_FALSE(ParseIdentityNumber(number, kToday).has_value()) << number;
  }
}

TEST(IdentityNumber, WidensTheOldForm) {
  const auto number = ParseIdentityNumber("110105491231002", kToday);
  ASSERT_TRUE(number.has_value());
  EXPECT_EQ(number->canonical, "11010519491231002X");
  EXPECT_EQ(number->birth, absl::CivilDay(1949, 12, 31));
  EXPECT_FALSE(number->male);
}

TEST(IdentityNumber, TakesThePermanentResidentsFormOf2017) {
  EXPECT_TRUE(IsPermanentResident2017("CHE110181010101"));
  EXPECT_FALSE(IsPermanentResident2017("CHE110181010102"));
  EXPECT_FALSE(IsPermanentResident2017("che110181010101"));
}

TEST(Divisions, KnowsNanchuanAndTheDivisionsAboveIt) {
  EXPECT_TRUE(IsDivision("500119"));
  EXPECT_TRUE(IsDivision("500100"));
  EXPECT_TRUE(IsDivision("500000"));
  EXPECT_TRUE(IsDivision("500119101"));
  EXPECT_FALSE(IsDivision("500199"));
  EXPECT_FALSE(IsDivision("999999"));
  EXPECT_FALSE(IsDivision("50011"));
  EXPECT_TRUE(DivisionWithin("500119", "500119"));
  EXPECT_TRUE(DivisionWithin("500119101", "500119"));
  EXPECT_TRUE(DivisionWithin("500119", "500000"));
  EXPECT_FALSE(DivisionWithin("500119", "500110"));
  EXPECT_FALSE(DivisionWithin("500100", "500119"));
  EXPECT_FALSE(DivisionWithin("500119", ""));
}

TEST(Dates, CountsCompletedYears) {
  EXPECT_EQ(AgeOn(absl::CivilDay(2010, 11, 24), kToday), 16);
  EXPECT_EQ(AgeOn(absl::CivilDay(2010, 11, 25), kToday), 15);
  EXPECT_EQ(AgeOn(absl::CivilDay(2008, 2, 29), absl::CivilDay(2026, 2, 28)), 17);
  EXPECT_EQ(AgeOn(absl::CivilDay(2008, 2, 29), absl::CivilDay(2026, 3, 1)), 18);
}

TEST(Dates, RefusesDaysThatDoNotExist) {
  EXPECT_TRUE(ParseDay("2024-02-29").has_value());
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "20260101", "2026-01-0x",
                           "101\n-11-25", "2026-+1-05", "2026-01- 5", ""}) {
    EXPECT_FALSE(ParseDay(text).has_value()) << text;
  }
}

TEST(Dates, ADayIsADayInTheDistrict) {
  EXPECT_EQ(DayOf(absl::FromCivil(absl::CivilSecond(2026, 1, 1, 20), absl::UTCTimeZone())), absl::CivilDay(2026, 1, 2));
}

TEST(Nationality, WhoStatesNoneIsChinese) {
  EXPECT_FALSE(IsForeign(""));
  EXPECT_FALSE(IsForeign("CHN"));
  EXPECT_TRUE(IsForeign("VNM"));
  EXPECT_EQ(NationalityOf(""), "CHN");
  EXPECT_EQ(NationalityOf("VNM"), "VNM");
}

TEST(ResourceName, IsReadByCollection) {
  EXPECT_EQ(IdIn(NameOf("clues", "abc"), "clues"), "abc");
  for (const char* name : {"clues/", "clues", "clue/abc", "clues/ABC", "clues/a/b", "clues/../x", ""}) {
    EXPECT_FALSE(IdIn(name, "clues").has_value()) << name;
  }
}

}  // namespace
}  // namespace liandong::values
