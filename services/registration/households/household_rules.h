#pragma once

#include "absl/status/status.h"
#include "services/registration/checks/check_rules.h"

// When a household registration may proceed: 四(五), 五(三)3. Pure.
namespace liandong::registration::rules {

// Reasons to refer; none means that the registration is clear.
Reasons HouseholdReasons(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings);

// The request must name the papers of its basis. DNA_GATE_NOT_PASSED for a child whose file does not show sample, test,
// entry and comparison, 四(五); NOT_REPORTED_UNIDENTIFIED for a victim whose matter the district government has not
// taken up, 五(三)3.
absl::Status CheckHouseholdBasis(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings);

}  // namespace liandong::registration::rules
