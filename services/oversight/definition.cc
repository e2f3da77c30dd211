#include "services/oversight/definition.h"

#include "services/oversight/process.h"

namespace liandong::oversight {

runtime::Definition OversightDefinition() {
  return {.service = contract::v1::SERVICE_OVERSIGHT, .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::oversight
