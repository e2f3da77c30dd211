#include "services/registration/adoptions/adoption_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::registration::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilDay(2026, 11, 24), absl::FixedTimeZone(8 * 3600));

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

TEST(Clause362, AnAdoptionIsRegisteredAfterItsOwnClearCheck) {
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

}  // namespace
}  // namespace liandong::registration::rules
