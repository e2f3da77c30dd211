#include "services/clue/definition.h"

#include "services/clue/process.h"

namespace liandong::clue {

runtime::Definition ClueDefinition() {
  return {.service = contract::v1::SERVICE_CLUE,
          .migrations = ClueStore::Migrations(),
          .event_tables = {ClueStore::kEventTable},
          .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::clue
