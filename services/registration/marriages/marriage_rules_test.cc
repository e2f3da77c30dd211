#include "services/registration/marriages/marriage_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::registration::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilDay(2026, 11, 24), absl::FixedTimeZone(8 * 3600));

common::v1::Person Person(const char* birth_date, common::v1::Sex sex) {
  common::v1::Person person;
  person.set_name("甲");
  person.set_birth_date(birth_date);
  person.set_sex(sex);
  person.mutable_document()->set_number("1");
  return person;
}

v1::CheckMarriageRequest Couple() {
  v1::CheckMarriageRequest request;
  *request.add_parties() = Person("1995-01-01", common::v1::SEX_MALE);
  *request.add_parties() = Person("1996-01-01", common::v1::SEX_FEMALE);
  return request;
}

TEST(Clause334, AnOrdinaryCoupleIsClear) {
  const Screenings misses = {{v1::REFER_REASON_ON_RECORD, false, "S-1"}};
  EXPECT_TRUE(MarriageReasons(Couple(), misses, false, kNow).empty());
}

TEST(Clause334, WhatARegistrarSuspectsIsReferred) {
  auto request = Couple();
  request.add_indicators(v1::INDICATOR_SEEMS_COERCED);
  EXPECT_EQ(MarriageReasons(request, {}, false, kNow), std::vector{v1::REFER_REASON_REGISTRAR_SUSPECTS});
}

TEST(Clause334, AHitAMissingEntryAndAnUnclearIdentityAreReferred) {
  const Screenings hit = {{v1::REFER_REASON_ON_RECORD, true, "S-1"}};
  EXPECT_EQ(MarriageReasons(Couple(), hit, false, kNow), std::vector{v1::REFER_REASON_ON_RECORD});
  EXPECT_EQ(MarriageReasons(Couple(), {}, true, kNow), std::vector{v1::REFER_REASON_NO_ENTRY_RECORD});
  auto nameless = Couple();
  nameless.mutable_parties(1)->clear_document();
  EXPECT_EQ(MarriageReasons(nameless, {}, false, kNow), std::vector{v1::REFER_REASON_IDENTITY_INCOMPLETE});
}

TEST(Clause334, AgesAreTheCivilCodes) {
  auto request = Couple();
  request.mutable_parties(0)->set_birth_date("2004-11-25");
  EXPECT_EQ(MarriageReasons(request, {}, false, kNow), std::vector{v1::REFER_REASON_UNDER_AGE});
  request.mutable_parties(0)->set_birth_date("2004-11-24");
  request.mutable_parties(1)->set_birth_date("2006-11-24");
  EXPECT_TRUE(MarriageReasons(request, {}, false, kNow).empty());
  request.mutable_parties(1)->set_birth_date("2006-11-25");
  EXPECT_EQ(MarriageReasons(request, {}, false, kNow), std::vector{v1::REFER_REASON_UNDER_AGE});
}

TEST(Clause334, AMarriageIsRecordedAfterACheckThatMayProceed) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_MARRIAGE);
  check.set_state(v1::CHECK_STATE_HELD);
  EXPECT_EQ(ReasonOf(CheckMarriageMayBeRecorded(check)), contract::v1::ERROR_REASON_CHECK_NOT_CLEAR);
  check.set_state(v1::CHECK_STATE_RELEASED);
  EXPECT_TRUE(CheckMarriageMayBeRecorded(check).ok());
  check.set_kind(v1::CHECK_KIND_ADOPTION);
  EXPECT_FALSE(CheckMarriageMayBeRecorded(check).ok());
}

}  // namespace
}  // namespace liandong::registration::rules
