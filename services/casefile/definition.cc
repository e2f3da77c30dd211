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
  return {contract::v1::SERVICE_CASEFILE,
          runtime::MigrationsOf<CasefileService, DispositionService, LeftBehindService, KinService, TransitService,
                                CandidateService>(),
          runtime::MakeServants<CasefileService, DispositionService, LeftBehindService, KinService, TransitService,
                                MatchService, CandidateService>,
          {{"case_file", "cases", {v1::CASE_STATE_OPEN}},
           {"victim_file", "victimFiles"},
           {"notice", "notices", {v1::NOTICE_STATE_PUBLISHED}},
           {"disposition", "dispositions"},
           {"left_behind_person", "leftBehindPersons", {v1::LEFT_BEHIND_STATE_OPEN}},
           {"transit", "transits", {v1::TRANSIT_STATE_OPEN, v1::TRANSIT_STATE_IN_CARE}}},
          {{"interview", "interviews"},
           {"dna_sample", "dnaSamples"},
           {"screening", "screenings"},
           {"match_candidate", "matchCandidates", {v1::MATCH_CANDIDATE_STATE_PENDING}},
           {"kin_search", "kinSearches", {v1::KIN_SEARCH_STATE_SEARCHING, v1::KIN_SEARCH_STATE_PROPOSED}}},
          {},
          {},
          [](store::Database& database, const runtime::Parts& parts) {
            return FillIndexes(database, CasefileStore(parts.sealer, parts.keys));
          }};
}

}  // namespace liandong::casefile
