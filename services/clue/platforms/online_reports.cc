#include "services/clue/platforms/online_reports.h"

#include <utility>

#include "services/clue/clues/filing.h"
#include "services/clue/platforms/online_report_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::clue {
namespace {

// What reports by platforms and by the public have in common.
template <typename Request>
v1::OnlineReport NewReport(const Request& request, const v1::Clue& clue, absl::Time now) {
  v1::OnlineReport report;
  report.set_kind(request.kind());
  report.set_platform(request.platform());
  report.set_content_reference(request.content_reference());
  *report.mutable_persons() = request.persons();
  report.set_clue(clue.name());
  *report.mutable_create_time() = base::ToProto(now);
  return report;
}

absl::StatusOr<Earlier> GatherEarlierOfReport(const Process& process, const Call& call,
                                              const v1::FilePlatformReportRequest& request, const Reader& reader) {
  return FindEarlier(process, call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::OnlineReport> FilePlatformReport(const Process& process, const Call& call,
                                                    const v1::FilePlatformReportRequest& request,
                                                    const Earlier& earlier, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, FileClue(process, call, rules::ClueOf(request), earlier, tx));
  v1::OnlineReport report = NewReport(request, clue, call.now);
  report.set_taken_down(request.taken_down());
  if (request.has_account_holder()) *report.mutable_account_holder() = request.account_holder();
  return contract::Create(process.online_reports, tx, call, std::move(report), {.kind = request.kind()});
}

absl::StatusOr<Earlier> GatherEarlierOfComplaint(const Process& process, const Call& call,
                                                 const v1::FileOnlineComplaintRequest& request, const Reader& reader) {
  return FindEarlier(process, call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::OnlineReport> FileOnlineComplaint(const Process& process, const Call& call,
                                                     const v1::FileOnlineComplaintRequest& request,
                                                     const Earlier& earlier, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, FileClue(process, call, rules::ClueOf(request), earlier, tx));
  v1::OnlineReport report = NewReport(request, clue, call.now);
  if (request.has_complainant()) *report.mutable_complainant() = request.complainant();
  return contract::Create(process.online_reports, tx, call, std::move(report), {.kind = request.kind()});
}

absl::StatusOr<v1::OnlineReport> GetOnlineReport(const Process& process, const Call& call,
                                                 const v1::GetOnlineReportRequest& request, ReadTx& tx) {
  return contract::Get(process.online_reports, tx, call, request.name());
}

absl::StatusOr<v1::ListOnlineReportsResponse> ListOnlineReports(const Process& process, const Call& call,
                                                                const v1::ListOnlineReportsRequest& request,
                                                                ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.online_reports, tx, filter, call, request,
                        &v1::ListOnlineReportsResponse::mutable_online_reports);
}

}  // namespace

void AddOnlineReportHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherEarlierOfReport, &FilePlatformReport);
  handlers.GatheredWrite(&GatherEarlierOfComplaint, &FileOnlineComplaint);
  handlers.Read(&GetOnlineReport);
  handlers.Read(&ListOnlineReports);
}

}  // namespace liandong::clue
