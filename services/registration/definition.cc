#include "services/registration/definition.h"

#include "services/registration/service.h"

namespace liandong::registration {

runtime::Definition RegistrationDefinition() {
  return {contract::v1::SERVICE_REGISTRATION,
          runtime::MigrationsOf<RegistrationService>(),
          runtime::MakeServants<RegistrationService>,
          {{"check_record", "checks"}},
          nullptr};
}

}  // namespace liandong::registration
