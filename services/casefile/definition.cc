#include "services/casefile/definition.h"

#include "services/casefile/service.h"

namespace liandong::casefile {

runtime::Definition CasefileDefinition() {
  return {contract::v1::SERVICE_CASEFILE, runtime::MigrationsOf<CasefileService>(),
          runtime::MakeServants<CasefileService>};
}

}  // namespace liandong::casefile
