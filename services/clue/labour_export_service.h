#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/labour_export_service.pb.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class LabourExportService : public runtime::Servant {
 public:
  explicit LabourExportService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::ExportProject> RegisterExportProject(const Call& call,
                                                          const v1::RegisterExportProjectRequest& request,
                                                          store::Tx& tx);
  absl::StatusOr<v1::ExportProject> ReviewExportProject(const Call& call, const v1::ReviewExportProjectRequest& request,
                                                        store::Tx& tx);
  absl::StatusOr<v1::ExportProject> RecordSafetyTraining(const Call& call,
                                                         const v1::RecordSafetyTrainingRequest& request, store::Tx& tx);
  absl::StatusOr<v1::ExportProject> RecordDeparture(const Call& call, const v1::RecordDepartureRequest& request,
                                                    store::Tx& tx);
  absl::StatusOr<v1::ExportProject> RecordExportMonitoring(const Call& call,
                                                           const v1::RecordExportMonitoringRequest& request,
                                                           store::Tx& tx);
  absl::StatusOr<v1::ExportProject> GetExportProject(const Call& call, const v1::GetExportProjectRequest& request,
                                                     store::ReadTx& tx);
  absl::StatusOr<v1::ListExportProjectsResponse> ListExportProjects(const Call& call,
                                                                    const v1::ListExportProjectsRequest& request,
                                                                    store::ReadTx& tx);

  records::Repository<v1::ExportProject> projects_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
