#include "services/casefile/definition.h"

#include "services/casefile/candidate_service.h"
#include "services/casefile/disposition_service.h"
#include "services/casefile/filling.h"
#include "services/casefile/kin_service.h"
#include "services/casefile/left_behind_service.h"
#include "services/casefile/match_service.h"
#include "services/casefile/service.h"
#include "services/casefile/transit_service.h"

namespace liandong::casefile {

runtime::Definition CasefileDefinition() {
  return {.service = contract::v1::SERVICE_CASEFILE,
          .servants = runtime::MakeServants<CasefileService, DispositionService, LeftBehindService, KinService,
                                            TransitService, MatchService, CandidateService>,
          .prepare = [](store::Database& database, const runtime::Parts& parts) {
            return FillIndexes(database, CasefileStore(parts.sealer, parts.keys));
          }};
}

}  // namespace liandong::casefile
