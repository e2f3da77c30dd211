#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/labour_service.pb.h"
#include "services/clue/desk.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class LabourService : public runtime::Servant {
 public:
  explicit LabourService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<std::string> GatherFirstOfComplaint(const Call& call, const v1::FileLabourComplaintRequest& request,
                                                     const contract::Reader& reader);
  absl::StatusOr<v1::LabourComplaint> FileLabourComplaint(const Call& call,
                                                          const v1::FileLabourComplaintRequest& request,
                                                          const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<std::string> GatherFirstOfInspection(const Call& call, const v1::RecordInspectionRequest& request,
                                                      const contract::Reader& reader);
  absl::StatusOr<v1::LabourComplaint> RecordInspection(const Call& call, const v1::RecordInspectionRequest& request,
                                                       const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<v1::LabourComplaint> GetLabourComplaint(const Call& call, const v1::GetLabourComplaintRequest& request,
                                                         store::ReadTx& tx);
  absl::StatusOr<v1::ListLabourComplaintsResponse> ListLabourComplaints(const Call& call,
                                                                        const v1::ListLabourComplaintsRequest& request,
                                                                        store::ReadTx& tx);
  absl::StatusOr<std::string> GatherFirstOfFinding(const Call& call, const v1::FileBorderFindingRequest& request,
                                                   const contract::Reader& reader);
  absl::StatusOr<v1::BorderFinding> FileBorderFinding(const Call& call, const v1::FileBorderFindingRequest& request,
                                                      const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<v1::ListBorderFindingsResponse> ListBorderFindings(const Call& call,
                                                                    const v1::ListBorderFindingsRequest& request,
                                                                    store::ReadTx& tx);

  ClueDesk desk_;
  records::Repository<v1::LabourComplaint> complaints_;
  records::Repository<v1::BorderFinding> findings_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
