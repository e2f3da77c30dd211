#include "services/placement/rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::placement::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;
using namespace contract::v1;  // NOLINT(google-build-using-namespace): reasons and clauses

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

v1::Placement Child(v1::GuardianStatus guardians) {
  v1::Placement placement;
  placement.set_category(v1::PLACEMENT_CATEGORY_TRAFFICKED_CHILD);
  placement.set_state(v1::PLACEMENT_STATE_RESCUED);
  placement.set_guardian_status(guardians);
  placement.add_tracing_attempts();
  return placement;
}

v1::Institution Of(v1::InstitutionKind kind, int capacity = 1) {
  v1::Institution institution;
  institution.set_name("institutions/x");
  institution.set_kind(kind);
  institution.set_capacity(capacity);
  return institution;
}

TEST(Clause49, WithoutGuardiansOnlyWithTheMaterialsOfThePolice) {
  v1::RequestPlacementRequest request;
  request.set_guardian_status(v1::GUARDIAN_STATUS_NOT_FOUND);
  EXPECT_EQ(ReasonOf(CheckRequest(request)), ERROR_REASON_POLICE_MATERIALS_MISSING);
  request.mutable_materials()->set_document_number("P-1");
  EXPECT_TRUE(CheckRequest(request).ok());
}

TEST(Clause361, ARescuedChildWithoutGuardiansGoesToAChildWelfareInstitution) {
  for (const auto kind : {v1::INSTITUTION_KIND_RESCUE_STATION, v1::INSTITUTION_KIND_MINORS_PROTECTION}) {
    auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
    const auto refused = Accept(placement, Of(kind), kNow, kNow);
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_INSTITUTION_KIND_FORBIDDEN);
    EXPECT_EQ(ClauseOf(refused), CLAUSE_3_6_1);
  }
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  EXPECT_TRUE(Accept(placement, Of(v1::INSTITUTION_KIND_CHILD_WELFARE), kNow, kNow).ok());
}

TEST(Clause361, AStreetMinorMayAlsoGoToAProtectionInstitution) {
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  placement.set_category(v1::PLACEMENT_CATEGORY_STREET_MINOR);
  EXPECT_EQ(ReasonOf(Accept(placement, Of(v1::INSTITUTION_KIND_RESCUE_STATION), kNow, kNow)),
            ERROR_REASON_INSTITUTION_KIND_FORBIDDEN);
  EXPECT_TRUE(Accept(placement, Of(v1::INSTITUTION_KIND_MINORS_PROTECTION), kNow, kNow).ok());
  EXPECT_EQ(placement.care_mode(), v1::CARE_MODE_TEMPORARY);
}

TEST(Clause51, AnAdultGoesToARescueInstitution) {
  auto placement = Child(v1::GUARDIAN_STATUS_OTHER_GUARDIAN_FOUND);
  placement.set_category(v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT);
  for (const auto kind : {v1::INSTITUTION_KIND_CHILD_WELFARE, v1::INSTITUTION_KIND_MINORS_PROTECTION}) {
    const auto refused = Accept(placement, Of(kind), kNow, kNow);
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_INSTITUTION_KIND_FORBIDDEN);
    EXPECT_EQ(ClauseOf(refused), CLAUSE_5_1_P2);
  }
  EXPECT_TRUE(Accept(placement, Of(v1::INSTITUTION_KIND_RESCUE_STATION), kNow, kNow).ok());
}

TEST(Clause361, GuardiansAreLookedForFirst) {
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  placement.clear_tracing_attempts();
  EXPECT_EQ(ReasonOf(Accept(placement, Of(v1::INSTITUTION_KIND_CHILD_WELFARE), kNow, kNow)),
            ERROR_REASON_TRACING_MISSING);
}

TEST(Clause52, OnlyIfABedIsFree) {
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  auto full = Of(v1::INSTITUTION_KIND_CHILD_WELFARE);
  full.set_occupied(1);
  EXPECT_EQ(ReasonOf(Accept(placement, full, kNow, kNow)), ERROR_REASON_INSTITUTION_FULL);
}

v1::ReturnToFamilyRequest ToParents() {
  v1::ReturnToFamilyRequest request;
  request.set_receiver_kind(v1::RECEIVER_KIND_BIRTH_PARENTS);
  request.add_receivers()->set_name("甲");
  return request;
}

TEST(Clause49, NeverToTheBuyingFamilyInAnyState) {
  for (int state = v1::PLACEMENT_STATE_RESCUED; state <= v1::PLACEMENT_STATE_CLOSED; ++state) {
    for (const auto guardians : {v1::GUARDIAN_STATUS_PARENTS_FOUND, v1::GUARDIAN_STATUS_NOT_FOUND}) {
      auto placement = Child(guardians);
      placement.set_state(static_cast<v1::PlacementState>(state));
      const auto refused = Return(placement, ToParents(), true, kNow);
      EXPECT_EQ(ReasonOf(refused), ERROR_REASON_BUYING_FAMILY);
      EXPECT_EQ(ClauseOf(refused), CLAUSE_4_9);
    }
  }
}

TEST(Clause49, AChildWhoseParentsAreKnownGoesToThem) {
  auto placement = Child(v1::GUARDIAN_STATUS_PARENTS_FOUND);
  placement.set_state(v1::PLACEMENT_STATE_REHABILITATION);
  auto request = ToParents();
  request.set_receiver_kind(v1::RECEIVER_KIND_OTHER_GUARDIAN);
  EXPECT_EQ(ReasonOf(Return(placement, request, false, kNow)), ERROR_REASON_NOT_BIRTH_PARENTS);
  EXPECT_TRUE(Return(placement, ToParents(), false, kNow).ok());
  auto unknown = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  unknown.set_state(v1::PLACEMENT_STATE_REHABILITATION);
  EXPECT_FALSE(Return(unknown, ToParents(), false, kNow).ok());
}

TEST(Clause51, RescuePlacementRehabilitationReturnHaveNoSkips) {
  for (const auto state : {v1::PLACEMENT_STATE_RESCUED, v1::PLACEMENT_STATE_PLACED, v1::PLACEMENT_STATE_RETURNED,
                           v1::PLACEMENT_STATE_CLOSED}) {
    auto placement = Child(v1::GUARDIAN_STATUS_PARENTS_FOUND);
    placement.set_state(state);
    EXPECT_EQ(ReasonOf(Return(placement, ToParents(), false, kNow)), ERROR_REASON_STEP_SKIPPED) << state;
    if (state != v1::PLACEMENT_STATE_RETURNED) {
      EXPECT_EQ(ReasonOf(Close(placement)), ERROR_REASON_STEP_SKIPPED);
    }
    if (state != v1::PLACEMENT_STATE_RESCUED) {
      EXPECT_FALSE(Accept(placement, Of(v1::INSTITUTION_KIND_CHILD_WELFARE), kNow, kNow).ok()) << state;
    }
  }
}

TEST(Clause542, AnAdultReturnsByOwnWish) {
  auto placement = Child(v1::GUARDIAN_STATUS_OTHER_GUARDIAN_FOUND);
  placement.set_category(v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT);
  placement.set_state(v1::PLACEMENT_STATE_REHABILITATION);
  v1::ReturnToFamilyRequest request;
  request.set_receiver_kind(v1::RECEIVER_KIND_OWN_HOME);
  EXPECT_EQ(ReasonOf(Return(placement, request, false, kNow)), ERROR_REASON_NOT_WILLING);
  request.set_willing(true);
  EXPECT_TRUE(Return(placement, request, false, kNow).ok());
}

v1::Placement Unidentified(absl::CivilDay received) {
  v1::Placement placement;
  placement.set_institution_kind(v1::INSTITUTION_KIND_RESCUE_STATION);
  *placement.mutable_reception_time() =
      base::ToProto(absl::FromCivil(absl::CivilSecond(received) + 3600, absl::FixedTimeZone(8 * 3600)));
  return placement;
}

TEST(Clause533, ThreeCalendarMonthsFromReception) {
  auto early = Unidentified(absl::CivilDay(2026, 8, 25));
  EXPECT_EQ(ReasonOf(ReportUnidentified(early, kNow)), ERROR_REASON_THREE_MONTHS_NOT_ELAPSED);
  auto due = Unidentified(absl::CivilDay(2026, 8, 24));
  EXPECT_TRUE(ReportUnidentified(due, kNow).ok());
  EXPECT_EQ(ReasonOf(ReportUnidentified(due, kNow)), ERROR_REASON_WRONG_STATE);
  // 30 November plus three months: February has no 30th, so not before 2 March.
  const auto at = [](int month, int day) {
    return absl::FromCivil(absl::CivilSecond(2027, month, day, 12), absl::FixedTimeZone(8 * 3600));
  };
  auto end_of_month = Unidentified(absl::CivilDay(2026, 11, 30));
  EXPECT_FALSE(ReportUnidentified(end_of_month, at(2, 28)).ok());
  EXPECT_FALSE(ReportUnidentified(end_of_month, at(3, 1)).ok());
  EXPECT_TRUE(ReportUnidentified(end_of_month, at(3, 2)).ok());
}

TEST(Clause533, OnlyForUnidentifiedPersonsInARescueInstitution) {
  auto placement = Unidentified(absl::CivilDay(2026, 1, 1));
  placement.set_identity_known(true);
  EXPECT_EQ(ReasonOf(ReportUnidentified(placement, kNow)), ERROR_REASON_IDENTITY_KNOWN);
  placement.set_identity_known(false);
  placement.set_institution_kind(v1::INSTITUTION_KIND_CHILD_WELFARE);
  EXPECT_EQ(ReasonOf(ReportUnidentified(placement, kNow)), ERROR_REASON_NOT_RESCUE_INSTITUTION);
}

v1::AddServiceRequest Service(v1::ServiceKind kind) {
  v1::AddServiceRequest request;
  request.set_kind(kind);
  request.set_beneficiary(v1::BENEFICIARY_VICTIM);
  request.set_willing(true);
  return request;
}

v1::Placement PlacedPerson(const char* birth_date) {
  v1::Placement placement;
  placement.set_state(v1::PLACEMENT_STATE_PLACED);
  placement.mutable_person()->set_birth_date(birth_date);
  return placement;
}

TEST(Clause543, WorkFromSixteenAndByOwnWish) {
  const auto employment = Service(v1::SERVICE_KIND_EMPLOYMENT);
  EXPECT_TRUE(CheckService(PlacedPerson("2010-11-24"), employment, kNow).ok());
  EXPECT_EQ(ReasonOf(CheckService(PlacedPerson("2010-11-25"), employment, kNow)), ERROR_REASON_UNDER_SIXTEEN);
  EXPECT_EQ(ReasonOf(CheckService(PlacedPerson(""), employment, kNow)), ERROR_REASON_UNDER_SIXTEEN);
  auto unwilling = employment;
  unwilling.set_willing(false);
  EXPECT_EQ(ReasonOf(CheckService(PlacedPerson("2000-01-01"), unwilling, kNow)), ERROR_REASON_NOT_WILLING);
}

TEST(Clause331, TrainingIsFree) {
  auto training = Service(v1::SERVICE_KIND_TRAINING);
  training.set_fee(1);
  EXPECT_EQ(ReasonOf(CheckService(PlacedPerson("2000-01-01"), training, kNow)), ERROR_REASON_FREE_OF_CHARGE);
}

TEST(Clause541, SchoolIsForThoseOfSchoolAge) {
  const auto school = Service(v1::SERVICE_KIND_SCHOOL);
  EXPECT_TRUE(CheckService(PlacedPerson("2016-01-01"), school, kNow).ok());
  EXPECT_EQ(ReasonOf(CheckService(PlacedPerson("2000-01-01"), school, kNow)), ERROR_REASON_SCHOOL_AGE);
}

TEST(Clause545, VictimsGoBeforeAllOthersUntilALawyerIsAssigned) {
  v1::ServiceItem other;
  other.set_kind(v1::SERVICE_KIND_LEGAL_AID);
  other.set_beneficiary(v1::BENEFICIARY_OTHER);
  for (const auto stage : {v1::SERVICE_STAGE_REQUESTED, v1::SERVICE_STAGE_ACCEPTED, v1::SERVICE_STAGE_REVIEWED}) {
    other.set_stage(stage);
    EXPECT_EQ(ReasonOf(CheckPriority(other, 1)), ERROR_REASON_VICTIM_FIRST);
    EXPECT_TRUE(CheckPriority(other, 0).ok());
  }
  other.set_stage(v1::SERVICE_STAGE_ASSIGNED);
  EXPECT_TRUE(CheckPriority(other, 1).ok());
  v1::ServiceItem own = other;
  own.set_stage(v1::SERVICE_STAGE_REQUESTED);
  own.set_beneficiary(v1::BENEFICIARY_VICTIM);
  EXPECT_TRUE(CheckPriority(own, 5).ok());
}

TEST(Clause544, NobodysPlacementEndsWithoutAVisitAfterTheReturn) {
  v1::Placement placement;
  placement.set_state(v1::PLACEMENT_STATE_RETURNED);
  *placement.mutable_return_time() = base::ToProto(kNow);
  *placement.add_follow_ups()->mutable_visit_time() = base::ToProto(kNow - absl::Hours(48));
  EXPECT_EQ(ClauseOf(Close(placement)), CLAUSE_5_4_4);
  *placement.add_follow_ups()->mutable_visit_time() = base::ToProto(kNow + absl::Hours(24));
  EXPECT_TRUE(Close(placement).ok());
}

}  // namespace
}  // namespace liandong::placement::rules
