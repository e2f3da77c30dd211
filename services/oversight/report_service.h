#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/oversight/v1/report_service.pb.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::oversight {

class ReportService : public runtime::Servant {
 public:
  explicit ReportService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::MemberReport> FileMemberReport(const Call& call, const v1::FileMemberReportRequest& request,
                                                    store::Tx& tx);
  absl::StatusOr<v1::ListMemberReportsResponse> ListMemberReports(const Call& call,
                                                                  const v1::ListMemberReportsRequest& request,
                                                                  store::ReadTx& tx);
  absl::StatusOr<v1::MemberReport> MarkReportMissing(const Call& call, const v1::MarkReportMissingRequest& request,
                                                     store::Tx& tx);
  absl::StatusOr<v1::ConferenceReport> FinaliseConferenceReport(const Call& call,
                                                                const v1::FinaliseConferenceReportRequest& request,
                                                                store::Tx& tx);
  absl::StatusOr<v1::ConferenceReport> AcknowledgeConferenceReport(
      const Call& call, const v1::AcknowledgeConferenceReportRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ListConferenceReportsResponse> ListConferenceReports(
      const Call& call, const v1::ListConferenceReportsRequest& request, store::ReadTx& tx);

  // The latest version of each member that has one.
  absl::StatusOr<std::vector<v1::MemberReport>> Latest(store::ReadTx& tx, int year) const;
  absl::StatusOr<v1::MemberReport> Keep(const Call& call, v1::MemberReport report, store::Tx& tx);

  records::Repository<v1::MemberReport> member_reports_;
  records::Repository<v1::ConferenceReport> conference_reports_;
  const runtime::Config* config_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::oversight
