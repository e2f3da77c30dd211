#include "services/oversight/reports/member_reports.h"

#include <map>
#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "services/oversight/reports/member_report_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::oversight {
namespace {

constexpr int kMostReports = 5000;

// Stores the report so that the member whose report it is can read it.
absl::StatusOr<v1::MemberReport> Keep(const Process& process, const Call& call, v1::MemberReport report, WriteTx& tx) {
  *report.mutable_create_time() = base::ToProto(call.now);
  const int year = report.year();
  const law::Agency agency = report.agency();
  auto record = contract::NewRecord(call, std::move(report), {.kind = year});
  record.columns.owner = identity::OwnerOf(agency, call.caller->division);
  LD_RETURN_IF_ERROR(process.member_reports.Insert(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::MemberReport> FileMemberReport(const Process& process, const Call& call,
                                                  const v1::FileMemberReportRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto latest, LatestReports(process, tx, request.year()));
  v1::MemberReport report;
  for (const v1::MemberReport& one : latest) {
    if (one.agency() == call.caller->agency) report.set_version(one.version());
  }
  report.set_version(report.version() + 1);
  report.set_agency(call.caller->agency);
  report.set_year(request.year());
  report.set_state(rules::FiledState(call.now, MemberReportDay(process.config, request.year())));
  report.set_text(request.text());
  LD_RETURN_IF_ERROR(process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_MEMBER_REPORT,
                                              MemberReportSubject(request.year(), call.caller->agency), call.now));
  return Keep(process, call, std::move(report), tx);
}

absl::StatusOr<v1::ListMemberReportsResponse> ListMemberReports(const Process& process, const Call& call,
                                                                const v1::ListMemberReportsRequest& request,
                                                                ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.year());
  return contract::List(process.member_reports, tx, filter, call, request,
                        &v1::ListMemberReportsResponse::mutable_member_reports);
}

absl::StatusOr<v1::MemberReport> MarkReportMissing(const Process& process, const Call& call,
                                                   const v1::MarkReportMissingRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckMissing(MemberReportDay(process.config, request.year()), call.now));
  LD_ASSIGN_OR_RETURN(const auto latest, LatestReports(process, tx, request.year()));
  for (const v1::MemberReport& one : latest) {
    if (one.agency() != request.agency()) continue;
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_8_4_A);
  }
  v1::MemberReport report;
  report.set_agency(request.agency());
  report.set_year(request.year());
  report.set_state(v1::MEMBER_REPORT_STATE_MISSING);
  return Keep(process, call, std::move(report), tx);
}

}  // namespace

absl::StatusOr<std::vector<v1::MemberReport>> LatestReports(const Process& process, store::ReadTx& tx, int year) {
  // The versions of each member and a missing mark: far below the limit.
  LD_ASSIGN_OR_RETURN(auto records, process.member_reports.List(tx, {.kind = year}, std::nullopt, kMostReports));
  std::map<law::Agency, v1::MemberReport> latest;
  for (auto& record : records) latest.emplace(record.message.agency(), std::move(record.message));
  std::vector<v1::MemberReport> reports;
  for (auto& [agency, report] : latest) reports.push_back(std::move(report));
  return reports;
}

void AddMemberReportHandlers(Handlers& handlers) {
  handlers.Write(&FileMemberReport);
  handlers.Read(&ListMemberReports);
  handlers.Write(&MarkReportMissing);
}

}  // namespace liandong::oversight
