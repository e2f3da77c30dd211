#include "services/casefile/process.h"

#include "services/casefile/candidates/candidates.h"
#include "services/casefile/cases/cases.h"
#include "services/casefile/cases/task_forces.h"
#include "services/casefile/definition.h"
#include "services/casefile/dispositions/dispositions.h"
#include "services/casefile/dna/dna_samples.h"
#include "services/casefile/handover/handover.h"
#include "services/casefile/interviews/interviews.h"
#include "services/casefile/kin/kin_searches.h"
#include "services/casefile/left_behind/left_behind.h"
#include "services/casefile/matches/matches.h"
#include "services/casefile/notices/notices.h"
#include "services/casefile/persons/backfill.h"
#include "services/casefile/screening/screening.h"
#include "services/casefile/transit/transits.h"
#include "services/casefile/victims/victim_files.h"
#include "services/casefile/victims/victim_status.h"

namespace liandong::casefile {

Process::Process(const runtime::Parts& parts)
    : store(parts.sealer, parts.keys),
      outbox(*parts.outbox),
      obligations(*parts.obligations),
      metrics(*parts.metrics) {}

void Process::AddHandlers(contract::HandlerRegistry& registry) const {
  Handlers handlers(registry, *this);
  AddCandidateHandlers(handlers);
  AddCaseHandlers(handlers);
  AddDispositionHandlers(handlers);
  AddDnaSampleHandlers(handlers);
  AddHandOverHandlers(handlers);
  AddInterviewHandlers(handlers);
  AddKinSearchHandlers(handlers);
  AddLeftBehindHandlers(handlers);
  AddMatchHandlers(handlers);
  AddNoticeHandlers(handlers);
  AddScreeningHandlers(handlers);
  AddTaskForceHandlers(handlers);
  AddTransitHandlers(handlers);
  AddVictimFileHandlers(handlers);
  AddVictimStatusHandlers(handlers);
}

absl::Status Process::Prepare(store::Database& database) const { return BackfillPersons(database, store); }

runtime::Definition CasefileDefinition() {
  return {.service = contract::v1::SERVICE_CASEFILE, .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::casefile
