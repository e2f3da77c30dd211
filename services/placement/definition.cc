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
          {{"placement",
            "placements",
            {v1::PLACEMENT_STATE_RESCUED, v1::PLACEMENT_STATE_PLACED, v1::PLACEMENT_STATE_REHABILITATION}},
           {"trainee", "trainees"},
           {"guardianship_help", "guardianshipHelps", {v1::GUARDIANSHIP_STATE_REQUESTED}}},
          {{"institution", "institutions"}, {"provider", "providers"}},
          {},
          {}};
}

}  // namespace liandong::placement
