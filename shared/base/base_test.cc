#include <gtest/gtest.h>

#include <set>

#include "absl/synchronization/notification.h"
#include "shared/base/actors.h"
#include "shared/base/dates.h"
#include "shared/base/divisions.h"
#include "shared/base/errors.h"
#include "shared/base/identity_number.h"
#include "shared/base/ids.h"
#include "shared/base/names.h"
#include "shared/base/rounds.h"

namespace liandong::base {
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

TEST(Divisions, KnowsNanchuanAndWhatItLiesIn) {
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

TEST(Ids, AreLongAndAllDifferent) {
  std::set<std::string> ids;
  const absl::Time now = absl::FromUnixSeconds(1800000000);
  for (int i = 0; i < 1000; ++i) ids.insert(NewId(now));
  EXPECT_EQ(ids.size(), 1000u);
  EXPECT_EQ(ids.begin()->size(), 26u);
  EXPECT_LT(*ids.rbegin(), NewId(now + absl::Milliseconds(1)));
  EXPECT_EQ(UuidOf("one"), UuidOf("one"));
  EXPECT_NE(UuidOf("one"), UuidOf("two"));
}

TEST(Ids, AnIdIsSixteenBytesAndBack) {
  const std::string id = NewId(absl::FromUnixSeconds(1800000000));
  const std::string bytes = BytesOfId(id);
  EXPECT_EQ(bytes.size(), 16u);
  EXPECT_EQ(IdOfBytes(bytes), id);
  EXPECT_EQ(IdOfBytes(std::string(16, '\xff')), "zzzzzzzzzzzzzzzzzzzzzzzzzw");
  for (const char* other : {"", "a", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzu"})
    EXPECT_EQ(BytesOfId(other), "") << other;
}

TEST(Names, AreReadByCollection) {
  EXPECT_EQ(IdIn(NameOf("clues", "abc"), "clues"), "abc");
  for (const char* name : {"clues/", "clues", "clue/abc", "clues/ABC", "clues/a/b", "clues/../x", ""}) {
    EXPECT_FALSE(IdIn(name, "clues").has_value()) << name;
  }
}

TEST(Actors, AreNamedAsCertificatesAndTheTextNameThem) {
  EXPECT_EQ(AgencySlug(contract::v1::AGENCY_PUBLIC_SECURITY), "public-security");
  EXPECT_EQ(AgencyFromSlug("civil-affairs"), contract::v1::AGENCY_CIVIL_AFFAIRS);
  EXPECT_FALSE(AgencyFromSlug("unspecified").has_value());
  EXPECT_EQ(AgencyNameZh(contract::v1::AGENCY_COURT), "区法院");
  EXPECT_EQ(std::count(Members().begin(), Members().end(), contract::v1::AGENCY_CONVERGED_MEDIA_CENTRE), 0);
  EXPECT_EQ(ClauseSlug(contract::v1::CLAUSE_3_3_1_P1), "3-3-1-p1");
  EXPECT_EQ(ClauseFromText("三(三)4"), contract::v1::CLAUSE_3_3_4);
  EXPECT_EQ(ClauseFromText("3-3-4"), contract::v1::CLAUSE_3_3_4);
  EXPECT_EQ(ClauseFromText("CLAUSE_3_3_4"), contract::v1::CLAUSE_3_3_4);
  EXPECT_FALSE(ClauseFromText("3-3-9").has_value());
}

TEST(Errors, KeepReasonAndClauseAcrossTheWire) {
  const absl::Status refusal = Refuse(contract::v1::ERROR_REASON_CASE_NOT_SOLVED, contract::v1::CLAUSE_4_2);
  const WireError wire = ToWire(refusal);
  const absl::Status received = FromWire(wire.code, wire.message, wire.details);
  EXPECT_EQ(received.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(received), contract::v1::ERROR_REASON_CASE_NOT_SOLVED);
  EXPECT_EQ(ClauseOf(received), contract::v1::CLAUSE_4_2);
}

TEST(Errors, AnErrorThatIsNoRefusalIsAnsweredWithoutItsWords) {
  const WireError wire = ToWire(absl::UnknownError("罗一鸣"));
  EXPECT_EQ(wire.message.find("罗一鸣"), std::string::npos);
  EXPECT_EQ(wire.code, 13);
}

TEST(Errors, EveryReasonHasItsTextInBothLanguages) {
  const auto* type = contract::v1::ErrorReason_descriptor();
  for (int i = 1; i < type->value_count(); ++i) {
    const auto& text = type->value(i)->options().GetExtension(contract::v1::error_text);
    EXPECT_FALSE(text.en().empty() || text.zh().empty() || text.code() == 0) << type->value(i)->name();
  }
}

TEST(Rounds, GoOnWhileThereIsMoreAndEndWhenStopped) {
  absl::Notification third;
  int count = 0;
  Rounds rounds("test", {.interval = absl::InfiniteDuration()}, [&] {
    if (++count == 3) third.Notify();
    return count < 3;
  });
  rounds.Start();
  rounds.Call();
  third.WaitForNotification();
  rounds.Stop();
  EXPECT_TRUE(rounds.stopping());
  EXPECT_EQ(count, 3);
}

TEST(Rounds, UncalledTheyComeAfterTheInterval) {
  absl::Notification first;
  Rounds rounds("test", {.interval = absl::Milliseconds(1)}, [&] {
    if (!first.HasBeenNotified()) first.Notify();
    return false;
  });
  rounds.Start();
  first.WaitForNotification();
}

}  // namespace
}  // namespace liandong::base
