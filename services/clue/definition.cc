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
  return {contract::v1::SERVICE_CLUE,
          runtime::MigrationsOf<ClueService, LabourService, SchoolService, VenueService, PlatformService,
                                ConvictService, LabourExportService, PublicService>(),
          runtime::MakeServants<ClueService, LabourService, SchoolService, VenueService, PlatformService,
                                ConvictService, LabourExportService, PublicService>,
          {{"clue", "clues"}, {"labour_complaint", "labourComplaints"}, {"dropout_file", "dropoutFiles"}},
          {{"border_finding", "borderFindings"},
           {"convict_file", "convictFiles"},
           {"export_project", "exportProjects"},
           {"online_report", "onlineReports"},
           {"reward", "rewards"},
           {"school_report", "schoolReports"},
           {"venue", "venues"},
           {"venue_roster", "venueRosters"},
           {"volunteer", "volunteers"}},
          {"clue_event"},
          {}};
}

}  // namespace liandong::clue
