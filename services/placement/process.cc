#include "services/placement/process.h"

#include "services/placement/care/care.h"
#include "services/placement/care/legal_aid_queue.h"
#include "services/placement/definition.h"
#include "services/placement/disabilities/disabilities.h"
#include "services/placement/follow_ups/follow_ups.h"
#include "services/placement/guardianship/guardianship.h"
#include "services/placement/institutions/institutions.h"
#include "services/placement/placements/placements.h"
#include "services/placement/providers/providers.h"
#include "services/placement/trainees/trainees.h"
#include "services/placement/unidentified/unidentified.h"

namespace liandong::placement {

Process::Process(const runtime::Parts& parts)
    : placements(parts.sealer, parts.keys),
      guardianship_helps(parts.sealer),
      institutions(parts.sealer),
      providers(parts.sealer),
      trainees(parts.sealer),
      trainee_persons("person/trainee", parts.keys),
      peers(*parts.peers),
      outbox(*parts.outbox),
      obligations(*parts.obligations),
      metrics(*parts.metrics) {}

void Process::AddHandlers(contract::HandlerRegistry& registry) const {
  Handlers handlers(registry, *this);
  AddCareHandlers(handlers);
  AddDisabilityHandlers(handlers);
  AddFollowUpHandlers(handlers);
  AddGuardianshipHandlers(handlers);
  AddInstitutionHandlers(handlers);
  AddPlacementHandlers(handlers);
  AddProviderHandlers(handlers);
  AddTraineeHandlers(handlers);
  AddUnidentifiedHandlers(handlers);
}

runtime::Definition PlacementDefinition() {
  return {.service = contract::v1::SERVICE_PLACEMENT,
          .migrations = LegalAidMigrations(),
          .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::placement
