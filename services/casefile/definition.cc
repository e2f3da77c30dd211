#include "services/casefile/definition.h"

#include "services/casefile/process.h"

namespace liandong::casefile {

runtime::Definition CasefileDefinition() {
  return {.service = contract::v1::SERVICE_CASEFILE, .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::casefile
