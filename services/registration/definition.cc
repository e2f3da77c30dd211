#include "services/registration/definition.h"

#include "services/registration/process.h"

namespace liandong::registration {

runtime::Definition RegistrationDefinition() {
  return {.service = contract::v1::SERVICE_REGISTRATION,
          .migrations = RegistrationStore::Migrations(),
          .counted = {{"check_record", "checks", {v1::CHECK_STATE_HELD}},
                      {"adoption",
                       "adoptions",
                       {v1::ADOPTION_STATE_APPLIED, v1::ADOPTION_STATE_REVIEWED, v1::ADOPTION_STATE_ASSESSED}},
                      {"dishonesty_record", "dishonestyRecords"}},
          .uncounted = {{"marriage", "marriages"}, {"entry_exit", "entryExits"}},
          .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::registration
