#include "services/registration/definition.h"

#include "services/registration/adoption_service.h"
#include "services/registration/hospital_service.h"
#include "services/registration/marriage_service.h"
#include "services/registration/past_checks.h"
#include "services/registration/service.h"

namespace liandong::registration {

runtime::Definition RegistrationDefinition() {
  return {contract::v1::SERVICE_REGISTRATION,
          runtime::MigrationsOf<RegistrationService, AdoptionService, MarriageService, HospitalService>(),
          runtime::MakeServants<RegistrationService, AdoptionService, MarriageService, HospitalService>,
          {{"check_record", "checks", {v1::CHECK_STATE_HELD}},
           {"adoption",
            "adoptions",
            {v1::ADOPTION_STATE_APPLIED, v1::ADOPTION_STATE_REVIEWED, v1::ADOPTION_STATE_ASSESSED}},
           {"dishonesty_record", "dishonestyRecords"}},
          {{"marriage", "marriages"}, {"entry_exit", "entryExits"}},
          {},
          {},
          [](store::Database& database, const runtime::Parts& parts) {
            return PastChecks(RegistrationStore(parts.sealer, parts.keys), parts.keys).Fill(database);
          }};
}

}  // namespace liandong::registration
