#include "services/clue/definition.h"

#include "services/clue/convict_service.h"
#include "services/clue/labour_export_service.h"
#include "services/clue/labour_service.h"
#include "services/clue/platform_service.h"
#include "services/clue/public_service.h"
#include "services/clue/school_service.h"
#include "services/clue/service.h"
#include "services/clue/venue_service.h"

namespace liandong::clue {

runtime::Definition ClueDefinition() {
  return {.service = contract::v1::SERVICE_CLUE,
          .migrations = ClueStore::Migrations(),
          .servants = runtime::MakeServants<ClueService, LabourService, SchoolService, VenueService, PlatformService,
                                            ConvictService, LabourExportService, PublicService>,
          .event_tables = {"clue_event"}};
}

}  // namespace liandong::clue
