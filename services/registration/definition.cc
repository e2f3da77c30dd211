#include "services/registration/definition.h"

#include "services/registration/process.h"

namespace liandong::registration {

runtime::Definition RegistrationDefinition() {
  return {.service = contract::v1::SERVICE_REGISTRATION, .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::registration
