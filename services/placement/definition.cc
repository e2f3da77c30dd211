#include "services/placement/definition.h"

#include "services/placement/guardianship_service.h"
#include "services/placement/provider_service.h"
#include "services/placement/service.h"
#include "services/placement/trainee_service.h"

namespace liandong::placement {

runtime::Definition PlacementDefinition() {
  return {.service = contract::v1::SERVICE_PLACEMENT,
          .migrations = PlacementStore::Migrations(),
          .servants = runtime::MakeServants<PlacementService, ProviderService, TraineeService, GuardianshipService>};
}

}  // namespace liandong::placement
