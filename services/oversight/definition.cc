#include "services/oversight/definition.h"

#include "services/oversight/accountability_service.h"
#include "services/oversight/analysis_service.h"
#include "services/oversight/calendar.h"
#include "services/oversight/conference_service.h"
#include "services/oversight/duty_service.h"
#include "services/oversight/report_service.h"

namespace liandong::oversight {

runtime::Definition OversightDefinition() {
  return {contract::v1::SERVICE_OVERSIGHT,
          runtime::MigrationsOf<DutyService, ConferenceService, ReportService, AnalysisService>(),
          runtime::MakeServants<DutyService, ConferenceService, ReportService, AnalysisService, AccountabilityService>,
          {},
          {},
          {},
          {YearIsDue, OpenYear}};
}

}  // namespace liandong::oversight
