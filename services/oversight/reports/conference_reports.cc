#include "services/oversight/reports/conference_reports.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "services/oversight/reports/conference_report_rules.h"
#include "services/oversight/reports/member_reports.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::ConferenceReport> FinaliseConferenceReport(const Process& process, const Call& call,
                                                              const v1::FinaliseConferenceReportRequest& request,
                                                              WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing,
                      process.conference_reports.Count(tx, {.reach = call.reach, .kind = request.year()}));
  if (existing > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_8_4_B);
  LD_ASSIGN_OR_RETURN(const auto latest, LatestReports(process, tx, request.year()));
  v1::ConferenceReport report;
  report.set_year(request.year());
  report.set_text(request.text());
  LD_RETURN_IF_ERROR(rules::Finalise(report, latest, ConferenceReportDay(process.config, request.year()), call.now));
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_CONFERENCE_REPORT,
                                              YearSubject(request.year()), call.now));
  return contract::Create(process.conference_reports, tx, call, std::move(report), {.kind = request.year()});
}

absl::StatusOr<v1::ConferenceReport> AcknowledgeConferenceReport(const Process& process, const Call& call,
                                                                 const v1::AcknowledgeConferenceReportRequest& request,
                                                                 WriteTx& tx) {
  return contract::Change<v1::ConferenceReport>(
      process.conference_reports, tx, call, request.name(),
      [&](v1::ConferenceReport& report) { return rules::Acknowledge(report, call.caller->agency); });
}

absl::StatusOr<v1::ListConferenceReportsResponse> ListConferenceReports(const Process& process, const Call& call,
                                                                        const v1::ListConferenceReportsRequest& request,
                                                                        ReadTx& tx) {
  return contract::List(process.conference_reports, tx, {.reach = call.reach}, call, request,
                        &v1::ListConferenceReportsResponse::mutable_conference_reports);
}

}  // namespace

void AddConferenceReportHandlers(Handlers& handlers) {
  handlers.Write(&FinaliseConferenceReport);
  handlers.Write(&AcknowledgeConferenceReport);
  handlers.Read(&ListConferenceReports);
}

}  // namespace liandong::oversight
