#include "services/casefile/definition.h"

#include "services/casefile/service.h"

namespace liandong::casefile {

runtime::Definition CasefileDefinition() {
  return {contract::v1::SERVICE_CASEFILE,
          runtime::MigrationsOf<CasefileService>(),
          runtime::MakeServants<CasefileService>,
          {{"case_file", "cases"}, {"victim_file", "victimFiles"}, {"notice", "notices"}},
          nullptr};
}

}  // namespace liandong::casefile
