#include "services/clue/process.h"

#include "services/clue/border_findings/border_findings.h"
#include "services/clue/clues/clues.h"
#include "services/clue/convicts/convicts.h"
#include "services/clue/definition.h"
#include "services/clue/labour/labour_complaints.h"
#include "services/clue/labour_export/export_projects.h"
#include "services/clue/platforms/online_reports.h"
#include "services/clue/rewards/rewards.h"
#include "services/clue/schools/dropouts.h"
#include "services/clue/schools/school_reports.h"
#include "services/clue/venues/venues.h"
#include "services/clue/volunteers/volunteers.h"

namespace liandong::clue {

Process::Process(const runtime::Parts& parts)
    : clues(parts.sealer, parts.keys, parts.events),
      border_findings(parts.sealer),
      convict_files(parts.sealer),
      dropout_files(parts.sealer),
      export_projects(parts.sealer),
      labour_complaints(parts.sealer),
      online_reports(parts.sealer),
      rewards(parts.sealer),
      school_reports(parts.sealer),
      venues(parts.sealer),
      venue_rosters(parts.sealer),
      volunteers(parts.sealer),
      convicts("person/convict", parts.keys),
      dropouts("person/dropout", parts.keys),
      obligations(*parts.obligations),
      metrics(*parts.metrics) {}

void Process::AddHandlers(contract::HandlerRegistry& registry) const {
  Handlers handlers(registry, *this);
  AddBorderFindingHandlers(handlers);
  AddClueHandlers(handlers);
  AddConvictHandlers(handlers);
  AddDropoutHandlers(handlers);
  AddExportProjectHandlers(handlers);
  AddLabourComplaintHandlers(handlers);
  AddOnlineReportHandlers(handlers);
  AddRewardHandlers(handlers);
  AddSchoolReportHandlers(handlers);
  AddVenueHandlers(handlers);
  AddVolunteerHandlers(handlers);
}

runtime::Definition ClueDefinition() {
  return {.service = contract::v1::SERVICE_CLUE,
          .migrations = ClueStore::Migrations(),
          .event_tables = {ClueStore::kEventTable},
          .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::clue
