#include "services/clue/schools/school_reports.h"

#include <utility>

#include "services/clue/clues/filing.h"
#include "services/clue/schools/school_report_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

absl::StatusOr<Earlier> GatherEarlierOfReport(const Process& process, const Call& call,
                                              const v1::FileSchoolReportRequest& request, const Reader& reader) {
  return FindEarlier(process, call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::SchoolReport> FileSchoolReport(const Process& process, const Call& call,
                                                  const v1::FileSchoolReportRequest& request, const Earlier& earlier,
                                                  WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, FileClue(process, call, rules::ClueOf(request), earlier, tx));
  v1::SchoolReport report;
  report.set_kind(request.kind());
  report.set_reporter_role(request.reporter_role());
  report.set_school(request.school());
  report.set_clue(clue.name());
  *report.mutable_observe_time() = request.observe_time();
  report.set_late(rules::IsLate(request, call.now));
  *report.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(process.school_reports, tx, call, std::move(report), {.kind = request.kind()});
}

absl::StatusOr<v1::ListSchoolReportsResponse> ListSchoolReports(const Process& process, const Call& call,
                                                                const v1::ListSchoolReportsRequest& request,
                                                                ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.school_reports, tx, filter, call, request,
                        &v1::ListSchoolReportsResponse::mutable_school_reports);
}

}  // namespace

void AddSchoolReportHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherEarlierOfReport, &FileSchoolReport);
  handlers.Read(&ListSchoolReports);
}

}  // namespace liandong::clue
