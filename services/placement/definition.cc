#include "services/placement/definition.h"

#include "services/placement/guardianship_service.h"
#include "services/placement/provider_service.h"
#include "services/placement/service.h"
#include "services/placement/trainee_service.h"

namespace liandong::placement {

runtime::Definition PlacementDefinition() {
  return {contract::v1::SERVICE_PLACEMENT,
          runtime::MigrationsOf<PlacementService, ProviderService, TraineeService, GuardianshipService>(),
          runtime::MakeServants<PlacementService, ProviderService, TraineeService, GuardianshipService>,
          {{"placement", "placements"}, {"trainee", "trainees"}, {"guardianship_help", "guardianshipHelps"}},
          {{"institution", "institutions"}, {"provider", "providers"}},
          {},
          {}};
}

}  // namespace liandong::placement
