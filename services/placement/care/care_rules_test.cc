#include "services/placement/care/care_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ReasonOf;
using namespace contract::v1;  // NOLINT(google-build-using-namespace): reasons and clauses

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

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

TEST(Clause541, SchoolAgeIsFromSixToEighteen) {
  common::v1::Person person;
  EXPECT_FALSE(IsSchoolAge(person, kNow));
  // From the sixth birthday to the day before the nineteenth.
  for (const char* birth_date : {"2020-11-24", "2007-11-25"}) {
    person.set_birth_date(birth_date);
    EXPECT_TRUE(IsSchoolAge(person, kNow)) << birth_date;
  }
  for (const char* birth_date : {"2020-11-25", "2007-11-24"}) {
    person.set_birth_date(birth_date);
    EXPECT_FALSE(IsSchoolAge(person, kNow)) << birth_date;
  }
}

TEST(Clause534, CareIsGivenByDesignatedHospitalsAndRegisteredProviders) {
  EXPECT_EQ(ProviderKindFor(v1::SERVICE_KIND_MEDICAL), v1::PROVIDER_KIND_HOSPITAL);
  for (const auto kind :
       {v1::SERVICE_KIND_COUNSELLING, v1::SERVICE_KIND_HARDSHIP_RELIEF, v1::SERVICE_KIND_EMOTIONAL_SUPPORT,
        v1::SERVICE_KIND_BEHAVIOUR_CORRECTION, v1::SERVICE_KIND_REHABILITATION_GUIDANCE}) {
    EXPECT_EQ(ProviderKindFor(kind), v1::PROVIDER_KIND_SOCIAL_WORK) << kind;
    EXPECT_EQ(ServiceClause(kind), contract::v1::CLAUSE_5_3_1);
  }
  EXPECT_FALSE(ProviderKindFor(v1::SERVICE_KIND_SCHOOL).has_value());
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

}  // namespace
}  // namespace liandong::placement::rules
