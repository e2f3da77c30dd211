#include "services/registration/definition.h"

#include "services/registration/adoption_service.h"
#include "services/registration/hospital_service.h"
#include "services/registration/marriage_service.h"
#include "services/registration/service.h"

namespace liandong::registration {

runtime::Definition RegistrationDefinition() {
  return {contract::v1::SERVICE_REGISTRATION,
          runtime::MigrationsOf<RegistrationService, AdoptionService, MarriageService, HospitalService>(),
          runtime::MakeServants<RegistrationService, AdoptionService, MarriageService, HospitalService>,
          {{"check_record", "checks"}, {"adoption", "adoptions"}, {"dishonesty_record", "dishonestyRecords"}},
          {{"marriage", "marriages"}},
          {},
          {}};
}

}  // namespace liandong::registration
