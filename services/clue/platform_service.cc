#include "services/clue/platform_service.h"

#include <utility>

#include "services/clue/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::clue {

PlatformService::PlatformService(const runtime::Parts& parts)
    : desk_(parts), reports_(parts.sealer), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> PlatformService::Handlers() {
  using contract::Bind;
  using Self = PlatformService;
  return {
      {"FilePlatformReport", Bind(this, &Self::GatherFirstOfReport, &Self::FilePlatformReport)},
      {"FileOnlineComplaint", Bind(this, &Self::GatherFirstOfComplaint, &Self::FileOnlineComplaint)},
      {"GetOnlineReport", Bind(this, &Self::GetOnlineReport)},
      {"ListOnlineReports", Bind(this, &Self::ListOnlineReports)},
  };
}

absl::StatusOr<std::string> PlatformService::GatherFirstOfReport(const Call& call,
                                                                 const v1::FilePlatformReportRequest& request,
                                                                 const contract::Reader& reader) {
  return desk_.FindFirst(call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::OnlineReport> PlatformService::FilePlatformReport(const Call& call,
                                                                     const v1::FilePlatformReportRequest& request,
                                                                     const std::string& first, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(request), first, tx));
  v1::OnlineReport report;
  report.set_kind(request.kind());
  report.set_platform(request.platform());
  report.set_content_reference(request.content_reference());
  report.set_taken_down(request.taken_down());
  if (request.has_account_holder()) *report.mutable_account_holder() = request.account_holder();
  *report.mutable_persons() = request.persons();
  report.set_clue(clue.name());
  *report.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(reports_, tx, call, std::move(report), {.kind = request.kind()});
}

absl::StatusOr<std::string> PlatformService::GatherFirstOfComplaint(const Call& call,
                                                                    const v1::FileOnlineComplaintRequest& request,
                                                                    const contract::Reader& reader) {
  return desk_.FindFirst(call, rules::ClueOf(request), reader);
}

absl::StatusOr<v1::OnlineReport> PlatformService::FileOnlineComplaint(const Call& call,
                                                                      const v1::FileOnlineComplaintRequest& request,
                                                                      const std::string& first, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Clue clue, desk_.File(call, rules::ClueOf(request), first, tx));
  v1::OnlineReport report;
  report.set_kind(request.kind());
  report.set_platform(request.platform());
  report.set_content_reference(request.content_reference());
  *report.mutable_persons() = request.persons();
  if (request.has_complainant()) *report.mutable_complainant() = request.complainant();
  report.set_clue(clue.name());
  *report.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(reports_, tx, call, std::move(report), {.kind = request.kind()});
}

absl::StatusOr<v1::OnlineReport> PlatformService::GetOnlineReport(const Call& call,
                                                                  const v1::GetOnlineReportRequest& request,
                                                                  store::ReadTx& tx) {
  return contract::Get(reports_, tx, call, request.name());
}

absl::StatusOr<v1::ListOnlineReportsResponse> PlatformService::ListOnlineReports(
    const Call& call, const v1::ListOnlineReportsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(reports_, tx, filter, call, request, *tokens_,
                        &v1::ListOnlineReportsResponse::mutable_online_reports);
}

}  // namespace liandong::clue
