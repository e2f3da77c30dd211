#include "services/registration/households/household_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::registration::rules {
namespace {

using errors::ReasonOf;

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

}  // namespace
}  // namespace liandong::registration::rules
