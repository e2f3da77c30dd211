#include "services/placement/definition.h"

#include "services/placement/care/legal_aid_queue.h"
#include "services/placement/process.h"

namespace liandong::placement {

runtime::Definition PlacementDefinition() {
  return {.service = contract::v1::SERVICE_PLACEMENT,
          .migrations = LegalAidMigrations(),
          .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::placement
