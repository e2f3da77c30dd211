#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/school_service.pb.h"
#include "services/clue/desk.h"
#include "shared/records/person_index.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class SchoolService : public runtime::Servant {
 public:
  explicit SchoolService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::DropoutFile> OpenDropoutFile(const Call& call, const v1::OpenDropoutFileRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<std::string> GatherFirstOfVisit(const Call& call, const v1::RecordDropoutVisitRequest& request,
                                                 const contract::Reader& reader);
  absl::StatusOr<v1::DropoutFile> RecordDropoutVisit(const Call& call, const v1::RecordDropoutVisitRequest& request,
                                                     const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<v1::DropoutFile> GetDropoutFile(const Call& call, const v1::GetDropoutFileRequest& request,
                                                 store::ReadTx& tx);
  absl::StatusOr<v1::ListDropoutFilesResponse> ListDropoutFiles(const Call& call,
                                                                const v1::ListDropoutFilesRequest& request,
                                                                store::ReadTx& tx);
  absl::StatusOr<std::string> GatherFirstOfReport(const Call& call, const v1::FileSchoolReportRequest& request,
                                                  const contract::Reader& reader);
  absl::StatusOr<v1::SchoolReport> FileSchoolReport(const Call& call, const v1::FileSchoolReportRequest& request,
                                                    const std::string& first, contract::WriteTx& tx);
  absl::StatusOr<v1::ListSchoolReportsResponse> ListSchoolReports(const Call& call,
                                                                  const v1::ListSchoolReportsRequest& request,
                                                                  store::ReadTx& tx);

  ClueDesk desk_;
  records::Repository<v1::DropoutFile> dropout_files_;
  records::Repository<v1::SchoolReport> reports_;
  records::PersonIndex pupils_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
