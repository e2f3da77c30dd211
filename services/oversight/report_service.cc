#include "services/oversight/report_service.h"

#include <utility>

#include "services/oversight/calendar/calendar.h"
#include "services/oversight/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::oversight {
namespace {

constexpr int kMostReports = 5000;

}  // namespace

ReportService::ReportService(const runtime::Parts& parts)
    : member_reports_(parts.sealer),
      conference_reports_(parts.sealer),
      config_(parts.config),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> ReportService::Handlers() {
  using contract::Bind;
  using Self = ReportService;
  return {
      {"FileMemberReport", Bind(this, &Self::FileMemberReport)},
      {"ListMemberReports", Bind(this, &Self::ListMemberReports)},
      {"MarkReportMissing", Bind(this, &Self::MarkReportMissing)},
      {"FinaliseConferenceReport", Bind(this, &Self::FinaliseConferenceReport)},
      {"AcknowledgeConferenceReport", Bind(this, &Self::AcknowledgeConferenceReport)},
      {"ListConferenceReports", Bind(this, &Self::ListConferenceReports)},
  };
}

absl::StatusOr<std::vector<v1::MemberReport>> ReportService::Latest(store::ReadTx& tx, int year) const {
  // The versions of each member and a missing mark: far below the limit.
  LD_ASSIGN_OR_RETURN(auto records, member_reports_.List(tx, {.kind = year}, std::nullopt, kMostReports));
  std::map<law::Agency, v1::MemberReport> latest;
  for (auto& record : records) latest.emplace(record.message.agency(), std::move(record.message));
  std::vector<v1::MemberReport> reports;
  for (auto& [agency, report] : latest) reports.push_back(std::move(report));
  return reports;
}

absl::StatusOr<v1::MemberReport> ReportService::Keep(const Call& call, v1::MemberReport report, store::Tx& tx) {
  *report.mutable_create_time() = base::ToProto(call.now);
  const int year = report.year();
  const law::Agency agency = report.agency();
  auto record = contract::NewRecord(call, std::move(report), {.kind = year});
  record.columns.owner = identity::OwnerOf(agency, call.caller->division);
  LD_RETURN_IF_ERROR(member_reports_.Insert(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::MemberReport> ReportService::FileMemberReport(const Call& call,
                                                                 const v1::FileMemberReportRequest& request,
                                                                 store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto latest, Latest(tx, request.year()));
  v1::MemberReport report;
  for (const v1::MemberReport& one : latest) {
    if (one.agency() == call.caller->agency) report.set_version(one.version());
  }
  report.set_version(report.version() + 1);
  report.set_agency(call.caller->agency);
  report.set_year(request.year());
  report.set_state(rules::FiledState(call.now, MemberReportDay(*config_, request.year())));
  report.set_text(request.text());
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_MEMBER_REPORT,
                                        MemberReportSubject(request.year(), call.caller->agency), call.now));
  return Keep(call, std::move(report), tx);
}

absl::StatusOr<v1::ListMemberReportsResponse> ReportService::ListMemberReports(
    const Call& call, const v1::ListMemberReportsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.year());
  return contract::List(member_reports_, tx, filter, call, request, *tokens_,
                        &v1::ListMemberReportsResponse::mutable_member_reports);
}

absl::StatusOr<v1::MemberReport> ReportService::MarkReportMissing(const Call& call,
                                                                  const v1::MarkReportMissingRequest& request,
                                                                  store::Tx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckMissing(MemberReportDay(*config_, request.year()), call.now));
  LD_ASSIGN_OR_RETURN(const auto latest, Latest(tx, request.year()));
  for (const v1::MemberReport& one : latest) {
    if (one.agency() != request.agency()) continue;
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_8_4_A);
  }
  v1::MemberReport report;
  report.set_agency(request.agency());
  report.set_year(request.year());
  report.set_state(v1::MEMBER_REPORT_STATE_MISSING);
  return Keep(call, std::move(report), tx);
}

absl::StatusOr<v1::ConferenceReport> ReportService::FinaliseConferenceReport(
    const Call& call, const v1::FinaliseConferenceReportRequest& request, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto existing,
                      conference_reports_.Count(tx, {.reach = call.reach, .kind = request.year()}));
  if (existing > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_8_4_B);
  LD_ASSIGN_OR_RETURN(const auto latest, Latest(tx, request.year()));
  v1::ConferenceReport report;
  report.set_year(request.year());
  report.set_text(request.text());
  LD_RETURN_IF_ERROR(rules::Finalise(report, latest, ConferenceReportDay(*config_, request.year()), call.now));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_CONFERENCE_REPORT, YearSubject(request.year()), call.now));
  return contract::Create(conference_reports_, tx, call, std::move(report), {.kind = request.year()});
}

absl::StatusOr<v1::ConferenceReport> ReportService::AcknowledgeConferenceReport(
    const Call& call, const v1::AcknowledgeConferenceReportRequest& request, store::Tx& tx) {
  return contract::Change<v1::ConferenceReport>(
      conference_reports_, tx, call, request.name(),
      [&](v1::ConferenceReport& report) { return rules::Acknowledge(report, call.caller->agency); });
}

absl::StatusOr<v1::ListConferenceReportsResponse> ReportService::ListConferenceReports(
    const Call& call, const v1::ListConferenceReportsRequest& request, store::ReadTx& tx) {
  return contract::List(conference_reports_, tx, {.reach = call.reach}, call, request, *tokens_,
                        &v1::ListConferenceReportsResponse::mutable_conference_reports);
}

}  // namespace liandong::oversight
