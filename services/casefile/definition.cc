#include "services/casefile/definition.h"

#include "services/casefile/disposition_service.h"
#include "services/casefile/kin_service.h"
#include "services/casefile/left_behind_service.h"
#include "services/casefile/service.h"
#include "services/casefile/transit_service.h"

namespace liandong::casefile {

runtime::Definition CasefileDefinition() {
  return {contract::v1::SERVICE_CASEFILE,
          runtime::MigrationsOf<CasefileService, DispositionService, LeftBehindService, KinService, TransitService>(),
          runtime::MakeServants<CasefileService, DispositionService, LeftBehindService, KinService, TransitService>,
          {{"case_file", "cases"},
           {"victim_file", "victimFiles"},
           {"notice", "notices"},
           {"disposition", "dispositions"},
           {"left_behind_person", "leftBehindPersons"},
           {"transit", "transits"}},
          {{"interview", "interviews"},
           {"dna_sample", "dnaSamples"},
           {"entry_exit", "entryExits"},
           {"screening", "screenings"},
           {"kin_search", "kinSearches"}},
          {},
          {}};
}

}  // namespace liandong::casefile
