#include "services/registration/process.h"

#include "services/registration/adoptions/adoptions.h"
#include "services/registration/adoptions/dishonesty.h"
#include "services/registration/checks/checks.h"
#include "services/registration/crossings/crossings.h"
#include "services/registration/definition.h"
#include "services/registration/hospitals/hospitals.h"
#include "services/registration/households/households.h"
#include "services/registration/marriages/marriages.h"

namespace liandong::registration {

Process::Process(const runtime::Parts& parts)
    : store(parts.sealer, parts.keys),
      past_checks(&store),
      screener(parts.peers),
      outbox(*parts.outbox),
      obligations(*parts.obligations),
      metrics(*parts.metrics) {}

void Process::AddHandlers(contract::HandlerRegistry& registry) const {
  Handlers handlers(registry, *this);
  AddAdoptionHandlers(handlers);
  AddCheckHandlers(handlers);
  AddCrossingHandlers(handlers);
  AddDishonestyHandlers(handlers);
  AddHospitalHandlers(handlers);
  AddHouseholdHandlers(handlers);
  AddMarriageHandlers(handlers);
}

absl::Status Process::Prepare(store::Database& database) const { return past_checks.Backfill(database); }

runtime::Definition RegistrationDefinition() {
  return {.service = contract::v1::SERVICE_REGISTRATION, .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::registration
