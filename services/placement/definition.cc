#include "services/placement/definition.h"

#include "services/placement/service.h"

namespace liandong::placement {

runtime::Definition PlacementDefinition() {
  return {contract::v1::SERVICE_PLACEMENT,
          runtime::MigrationsOf<PlacementService>(),
          runtime::MakeServants<PlacementService>,
          {{"placement", "placements"}},
          nullptr};
}

}  // namespace liandong::placement
