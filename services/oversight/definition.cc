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
          {{"overdue_notice", "overdueNotices"},
           {"duty_assessment", "dutyAssessments"},
           {"circular", "circulars"},
           {"convener", "conveners"},
           {"contact", "contacts"},
           {"plan", "plans"},
           {"matter", "matters", {v1::MATTER_STATE_OPEN, v1::MATTER_STATE_REPORTED_DONE}},
           {"meeting", "meetings"},
           {"supervision", "supervisions", {v1::SUPERVISION_STATE_LISTED}},
           {"evaluation", "evaluations"},
           {"budget", "budgets"},
           {"member_report", "memberReports"},
           {"conference_report", "conferenceReports"},
           {"analysis", "analyses"}},
          {},
          {YearIsDue, OpenYear}};
}

}  // namespace liandong::oversight
