#include "services/placement/placements/placement_rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

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
    const auto refused = Accept(placement, Of(kind), kNow);
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_INSTITUTION_KIND_FORBIDDEN);
    EXPECT_EQ(ClauseOf(refused), CLAUSE_3_6_1);
  }
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  EXPECT_TRUE(Accept(placement, Of(v1::INSTITUTION_KIND_CHILD_WELFARE), kNow).ok());
}

TEST(Clause361, AStreetMinorMayAlsoGoToAProtectionInstitution) {
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  placement.set_category(v1::PLACEMENT_CATEGORY_STREET_MINOR);
  EXPECT_EQ(ReasonOf(Accept(placement, Of(v1::INSTITUTION_KIND_RESCUE_STATION), kNow)),
            ERROR_REASON_INSTITUTION_KIND_FORBIDDEN);
  EXPECT_TRUE(Accept(placement, Of(v1::INSTITUTION_KIND_MINORS_PROTECTION), kNow).ok());
  EXPECT_EQ(placement.care_mode(), v1::CARE_MODE_TEMPORARY);
}

TEST(Clause51, AnAdultGoesToARescueInstitution) {
  auto placement = Child(v1::GUARDIAN_STATUS_OTHER_GUARDIAN_FOUND);
  placement.set_category(v1::PLACEMENT_CATEGORY_TRAFFICKED_ADULT);
  for (const auto kind : {v1::INSTITUTION_KIND_CHILD_WELFARE, v1::INSTITUTION_KIND_MINORS_PROTECTION}) {
    const auto refused = Accept(placement, Of(kind), kNow);
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_INSTITUTION_KIND_FORBIDDEN);
    EXPECT_EQ(ClauseOf(refused), CLAUSE_5_1_P2);
  }
  EXPECT_TRUE(Accept(placement, Of(v1::INSTITUTION_KIND_RESCUE_STATION), kNow).ok());
}

TEST(Clause361, GuardiansAreLookedForFirst) {
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  placement.clear_tracing_attempts();
  EXPECT_EQ(ReasonOf(Accept(placement, Of(v1::INSTITUTION_KIND_CHILD_WELFARE), kNow)), ERROR_REASON_TRACING_MISSING);
}

TEST(Clause52, OnlyIfABedIsFree) {
  auto placement = Child(v1::GUARDIAN_STATUS_NOT_FOUND);
  auto full = Of(v1::INSTITUTION_KIND_CHILD_WELFARE);
  full.set_occupied(1);
  EXPECT_EQ(ReasonOf(Accept(placement, full, kNow)), ERROR_REASON_INSTITUTION_FULL);
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
      EXPECT_FALSE(Accept(placement, Of(v1::INSTITUTION_KIND_CHILD_WELFARE), kNow).ok()) << state;
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
