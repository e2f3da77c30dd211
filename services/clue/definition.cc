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
          {{"clue", "clues", {v1::CLUE_STATE_REPORTED, v1::CLUE_STATE_ACKNOWLEDGED, v1::CLUE_STATE_ASSIGNED}},
           {"labour_complaint", "labourComplaints", {v1::COMPLAINT_STATE_RECEIVED}},
           {"dropout_file", "dropoutFiles", {v1::DROPOUT_STATE_OUT_OF_SCHOOL, v1::DROPOUT_STATE_SUSPECTED_TRAFFICKED}}},
          {{"border_finding", "borderFindings"},
           {"convict_file", "convictFiles"},
           {"export_project", "exportProjects", {v1::EXPORT_STATE_REGISTERED, v1::EXPORT_STATE_PASSED}},
           {"online_report", "onlineReports"},
           {"reward", "rewards"},
           {"school_report", "schoolReports"},
           {"venue", "venues"},
           {"venue_roster", "venueRosters"},
           {"volunteer", "volunteers", {v1::VOLUNTEER_STATE_ACTIVE}}},
          {"clue_event"},
          {}};
}

}  // namespace liandong::clue
