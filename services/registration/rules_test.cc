#include "services/registration/rules.h"

#include <gtest/gtest.h>

#include "shared/base/errors.h"

// Each test names the clause whose rule it holds.
namespace liandong::registration::rules {
namespace {

using base::ClauseOf;
using base::ReasonOf;

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
}

TEST(Clause362, AdoptionNeedsApplicationReviewAndAssessment) {
  v1::Adoption adoption;
  adoption.set_state(v1::ADOPTION_STATE_APPLIED);
  v1::AssessAdoptionRequest assess;
  assess.set_pass(true);
  EXPECT_EQ(ReasonOf(CheckAdoptionSteps(adoption)), contract::v1::ERROR_REASON_ADOPTION_STEPS_MISSING);
  EXPECT_EQ(ReasonOf(Assess(adoption, assess)), contract::v1::ERROR_REASON_ADOPTION_STEPS_MISSING);
  v1::ReviewAdoptionRequest review;
  review.set_pass(true);
  EXPECT_TRUE(Review(adoption, review).ok());
  EXPECT_EQ(ClauseOf(CheckAdoptionSteps(adoption)), contract::v1::CLAUSE_3_6_2);
  EXPECT_TRUE(Assess(adoption, assess).ok());
  EXPECT_TRUE(CheckAdoptionSteps(adoption).ok());
  EXPECT_FALSE(Review(adoption, review).ok());
}

TEST(Clause362, AStepThatIsNotPassedRefusesTheApplication) {
  v1::Adoption adoption;
  adoption.set_state(v1::ADOPTION_STATE_APPLIED);
  EXPECT_TRUE(Review(adoption, {}).ok());
  EXPECT_EQ(adoption.state(), v1::ADOPTION_STATE_REFUSED);
}

TEST(Clause362, AnAdoptionIsRegisteredUponItsOwnClearCheck) {
  v1::Adoption adoption;
  adoption.set_name("adoptions/x");
  adoption.set_state(v1::ADOPTION_STATE_ASSESSED);
  v1::DecideAdoptionRequest request;
  request.set_register_(true);
  v1::Check check;
  check.set_state(v1::CHECK_STATE_CLEAR);
  check.set_adoption("adoptions/y");
  EXPECT_EQ(ReasonOf(DecideAdoption(adoption, request, check, {}, kNow)), contract::v1::ERROR_REASON_CHECK_NOT_CLEAR);
  check.set_adoption("adoptions/x");
  check.set_state(v1::CHECK_STATE_HELD);
  EXPECT_EQ(ReasonOf(DecideAdoption(adoption, request, check, {}, kNow)), contract::v1::ERROR_REASON_CHECK_NOT_CLEAR);
  check.set_state(v1::CHECK_STATE_RELEASED);
  EXPECT_TRUE(DecideAdoption(adoption, request, check, {}, kNow).ok());
  EXPECT_EQ(ReasonOf(DecideAdoption(adoption, {}, {}, {}, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
}

TEST(Clause49, ABuyingFamilyNeverAdoptsWhateverTheCheckSays) {
  v1::Adoption adoption;
  adoption.set_name("adoptions/x");
  adoption.set_state(v1::ADOPTION_STATE_ASSESSED);
  v1::DecideAdoptionRequest request;
  request.set_register_(true);
  v1::Check check;
  check.set_state(v1::CHECK_STATE_CLEAR);
  check.set_adoption("adoptions/x");
  const Screenings buyer = {{v1::REFER_REASON_BUYING_FAMILY, true, "S-1"}};
  EXPECT_EQ(ClauseOf(DecideAdoption(adoption, request, check, buyer, kNow)), contract::v1::CLAUSE_4_9);
  const Screenings gate = {{v1::REFER_REASON_DNA_GATE_CLOSED, true, "S-1"}};
  EXPECT_EQ(ClauseOf(DecideAdoption(adoption, request, check, gate, kNow)), contract::v1::CLAUSE_4_5);
  EXPECT_EQ(adoption.state(), v1::ADOPTION_STATE_ASSESSED);
}

TEST(Clause334, AMarriageIsRecordedUponACheckThatMayGoOn) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_MARRIAGE);
  check.set_state(v1::CHECK_STATE_HELD);
  EXPECT_EQ(ReasonOf(CheckMarriageMayBeRecorded(check)), contract::v1::ERROR_REASON_CHECK_NOT_CLEAR);
  check.set_state(v1::CHECK_STATE_RELEASED);
  EXPECT_TRUE(CheckMarriageMayBeRecorded(check).ok());
  check.set_kind(v1::CHECK_KIND_ADOPTION);
  EXPECT_FALSE(CheckMarriageMayBeRecorded(check).ok());
}

TEST(Clause333, NobodyIsAdmittedUnderAnothersName) {
  v1::CheckHospitalAdmissionRequest request;
  *request.mutable_patient() = Person("1996-01-01", common::v1::SEX_FEMALE);
  EXPECT_EQ(AdmissionReasons(request, {}), std::vector{v1::REFER_REASON_IDENTITY_NOT_VERIFIED});
  request.set_identity_verified(true);
  EXPECT_TRUE(AdmissionReasons(request, {}).empty());
  const Screenings hit = {{v1::REFER_REASON_ON_RECORD, true, "S-1"}};
  EXPECT_EQ(AdmissionReasons(request, hit), std::vector{v1::REFER_REASON_ON_RECORD});
}

TEST(Clause333, ABirthCertificateFollowsTheMothersOwnAdmission) {
  v1::CheckBirthCertificateRequest request;
  *request.mutable_mother() = Person("1996-01-01", common::v1::SEX_FEMALE);
  v1::Check admission;
  admission.set_kind(v1::CHECK_KIND_HOSPITAL_ADMISSION);
  admission.set_state(v1::CHECK_STATE_CLEAR);
  *admission.add_parties() = request.mother();
  EXPECT_TRUE(CheckBirth(request, admission).ok());
  admission.set_state(v1::CHECK_STATE_HELD);
  EXPECT_EQ(ReasonOf(CheckBirth(request, admission)), contract::v1::ERROR_REASON_BIRTH_WITHOUT_ADMISSION);
  admission.set_state(v1::CHECK_STATE_CLEAR);
  admission.mutable_parties(0)->mutable_document()->set_number("2");
  EXPECT_EQ(ClauseOf(CheckBirth(request, admission)), contract::v1::CLAUSE_3_3_3);
  EXPECT_EQ(BirthReasons(request, {}, true), std::vector{v1::REFER_REASON_DOCUMENT_REUSED});
}

TEST(Clause362, AFosteredMinorIsAlwaysReferred) {
  EXPECT_EQ(FosteredReasons({}), std::vector{v1::REFER_REASON_FOSTERED_ILLEGALLY});
}

TEST(Clause533, AnUnidentifiedVictimIsRegisteredThroughTheDistrictGovernment) {
  v1::CheckHouseholdRegistrationRequest request;
  request.set_basis(v1::HOUSEHOLD_BASIS_UNIDENTIFIED_VICTIM);
  request.set_victim_file("victimFiles/x");
  const Screenings unreported = {{v1::REFER_REASON_NOT_REPORTED, true, ""}};
  EXPECT_EQ(ReasonOf(CheckHouseholdBasis(request, unreported)), contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED);
  const Screenings child = {{v1::REFER_REASON_NOT_REPORTED, false, ""}, {v1::REFER_REASON_DNA_GATE_CLOSED, true, "S"}};
  EXPECT_EQ(ReasonOf(CheckHouseholdBasis(request, child)), contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED);
  const Screenings reported = {{v1::REFER_REASON_NOT_REPORTED, false, ""}};
  EXPECT_TRUE(CheckHouseholdBasis(request, reported).ok());
}

TEST(Clause45, AChildOfUnknownOriginIsRegisteredOnlyThroughTheGate) {
  v1::CheckHouseholdRegistrationRequest request;
  request.set_basis(v1::HOUSEHOLD_BASIS_CHILD_OF_UNKNOWN_ORIGIN);
  EXPECT_EQ(ReasonOf(CheckHouseholdBasis(request, {})), contract::v1::ERROR_REASON_REQUEST_INVALID);
  request.set_victim_file("victimFiles/x");
  const Screenings closed = {{v1::REFER_REASON_DNA_GATE_CLOSED, true, "S-1"}};
  const Screenings open = {{v1::REFER_REASON_DNA_GATE_CLOSED, false, "S-1"}};
  EXPECT_EQ(ReasonOf(CheckHouseholdBasis(request, closed)), contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED);
  EXPECT_TRUE(CheckHouseholdBasis(request, open).ok());
}

TEST(Clause49, ABuyingFamilysAdoptionIsNotReleased) {
  v1::Check held;
  held.set_state(v1::CHECK_STATE_HELD);
  v1::DecideHeldCheckRequest release;
  release.set_decision(v1::HELD_CHECK_DECISION_RELEASE);
  const Screenings bars = {{v1::REFER_REASON_BUYING_FAMILY, true, "S-1"}};
  v1::Check check = held;
  EXPECT_EQ(ClauseOf(Decide(check, release, bars, kNow)), contract::v1::CLAUSE_4_9);
  EXPECT_EQ(check.state(), v1::CHECK_STATE_HELD);
  v1::DecideHeldCheckRequest refuse;
  refuse.set_decision(v1::HELD_CHECK_DECISION_REFUSE);
  EXPECT_TRUE(Decide(check, refuse, bars, kNow).ok());
  EXPECT_EQ(check.state(), v1::CHECK_STATE_REFUSED);
  EXPECT_EQ(ReasonOf(Decide(check, release, {}, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
  check = held;
  EXPECT_TRUE(Decide(check, release, {}, kNow).ok());
  EXPECT_EQ(check.state(), v1::CHECK_STATE_RELEASED);
}

}  // namespace
}  // namespace liandong::registration::rules
