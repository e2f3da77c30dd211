#include "services/clue/definition.h"

#include "services/clue/service.h"

namespace liandong::clue {

runtime::Definition ClueDefinition() {
  return {contract::v1::SERVICE_CLUE,
          runtime::MigrationsOf<ClueService>(),
          runtime::MakeServants<ClueService>,
          {{"clue", "clues"}},
          nullptr};
}

}  // namespace liandong::clue
