#include "services/oversight/definition.h"

#include "services/oversight/accountability_service.h"
#include "services/oversight/analysis_service.h"
#include "services/oversight/conference_service.h"
#include "services/oversight/duty_service.h"
#include "services/oversight/process.h"
#include "services/oversight/report_service.h"

namespace liandong::oversight {

runtime::Definition OversightDefinition() {
  return {
      .service = contract::v1::SERVICE_OVERSIGHT,
      .servants =
          runtime::MakeServants<DutyService, ConferenceService, ReportService, AnalysisService, AccountabilityService>,
      .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::oversight
