#include "services/oversight/process.h"

#include "services/oversight/analyses/analyses.h"
#include "services/oversight/budgets/budgets.h"
#include "services/oversight/calendar/calendar.h"
#include "services/oversight/circulars/circulars.h"
#include "services/oversight/contacts/contacts.h"
#include "services/oversight/conveners/conveners.h"
#include "services/oversight/data_accesses/data_accesses.h"
#include "services/oversight/definition.h"
#include "services/oversight/duty_assessments/duty_assessments.h"
#include "services/oversight/evaluations/evaluations.h"
#include "services/oversight/matters/matters.h"
#include "services/oversight/meetings/meetings.h"
#include "services/oversight/overdue_notices/overdue_notices.h"
#include "services/oversight/plans/plans.h"
#include "services/oversight/reports/conference_reports.h"
#include "services/oversight/reports/member_reports.h"
#include "services/oversight/supervisions/supervisions.h"
#include "services/oversight/undelivered_notices/undelivered_notices.h"

namespace liandong::oversight {

Process::Process(const runtime::Parts& parts)
    : analyses(parts.sealer),
      budgets(parts.sealer),
      circulars(parts.sealer),
      conference_reports(parts.sealer),
      contacts(parts.sealer),
      conveners(parts.sealer),
      duty_assessments(parts.sealer),
      evaluations(parts.sealer),
      matters(parts.sealer),
      meetings(parts.sealer),
      member_reports(parts.sealer),
      overdue_notices(parts.sealer),
      plans(parts.sealer),
      supervisions(parts.sealer),
      undelivered_notices(parts.sealer),
      suite(parts.peers),
      obligations(*parts.obligations),
      config(*parts.config) {}

void Process::AddHandlers(contract::HandlerRegistry& registry) const {
  Handlers handlers(registry, *this);
  AddAnalysisHandlers(handlers);
  AddBudgetHandlers(handlers);
  AddCircularHandlers(handlers);
  AddConferenceReportHandlers(handlers);
  AddContactHandlers(handlers);
  AddConvenerHandlers(handlers);
  AddDataAccessHandlers(handlers);
  AddDutyAssessmentHandlers(handlers);
  AddEvaluationHandlers(handlers);
  AddMatterHandlers(handlers);
  AddMeetingHandlers(handlers);
  AddMemberReportHandlers(handlers);
  AddOverdueNoticeHandlers(handlers);
  AddPlanHandlers(handlers);
  AddSupervisionHandlers(handlers);
  AddUndeliveredNoticeHandlers(handlers);
}

obligations::Calendar Process::calendar() const {
  return {.due = [this](store::ReadTx& tx, absl::Time now) { return YearIsDue(*this, tx, now); },
          .open = [this](store::Tx& tx, absl::Time now) { return OpenYear(*this, tx, now); }};
}

runtime::Definition OversightDefinition() {
  return {.service = contract::v1::SERVICE_OVERSIGHT, .process = runtime::MakeProcess<Process>};
}

}  // namespace liandong::oversight
