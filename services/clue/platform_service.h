#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/platform_service.pb.h"
#include "services/clue/desk.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class PlatformService : public runtime::Servant {
 public:
  explicit PlatformService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<std::string> GatherFirstOfReport(const Call& call, const v1::FilePlatformReportRequest& request,
                                                  const contract::Reader& reader);
  absl::StatusOr<v1::OnlineReport> FilePlatformReport(const Call& call, const v1::FilePlatformReportRequest& request,
                                                      const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<std::string> GatherFirstOfComplaint(const Call& call, const v1::FileOnlineComplaintRequest& request,
                                                     const contract::Reader& reader);
  absl::StatusOr<v1::OnlineReport> FileOnlineComplaint(const Call& call, const v1::FileOnlineComplaintRequest& request,
                                                       const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<v1::OnlineReport> GetOnlineReport(const Call& call, const v1::GetOnlineReportRequest& request,
                                                   store::ReadTx& tx);
  absl::StatusOr<v1::ListOnlineReportsResponse> ListOnlineReports(const Call& call,
                                                                  const v1::ListOnlineReportsRequest& request,
                                                                  store::ReadTx& tx);

  ClueDesk desk_;
  records::Repository<v1::OnlineReport> reports_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
