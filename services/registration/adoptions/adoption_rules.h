#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/registration/v1/adoption_service.pb.h"
#include "services/registration/checks/check_rules.h"

// When an adoption may be registered: 三(六)2, 四(九). Pure. Whatever is not known to be in order is referred.
namespace liandong::registration::rules {

// Reasons to refer; none means that the registration is clear.
Reasons AdoptionReasons(const v1::Adoption& adoption, const v1::CheckAdoptionRequest& request,
                        const Screenings& screenings);

// ADOPTION_STEPS_MISSING unless application, review and assessment are complete, 三(六)2.
absl::Status CheckAdoptionSteps(const v1::Adoption& adoption);
// The steps, one after the other. A failed one refuses the application.
absl::Status Review(v1::Adoption& adoption, const v1::ReviewAdoptionRequest& request);
absl::Status Assess(v1::Adoption& adoption, const v1::AssessAdoptionRequest& request);
// 三(六)2, 四(九): registered after this adoption's own clear or released check, and never against a prohibition.
absl::Status DecideAdoption(v1::Adoption& adoption, const v1::DecideAdoptionRequest& request, const v1::Check& check,
                            const Screenings& bars, absl::Time now);

}  // namespace liandong::registration::rules
