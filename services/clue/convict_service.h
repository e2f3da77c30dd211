#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/clue/v1/convict_service.pb.h"
#include "shared/records/person_index.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

class ConvictService : public runtime::Servant {
 public:
  explicit ConvictService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::ConvictFile> OpenConvictFile(const Call& call, const v1::OpenConvictFileRequest& request,
                                                  store::Tx& tx);
  absl::StatusOr<v1::ConvictFile> RecordConvictVisit(const Call& call, const v1::RecordConvictVisitRequest& request,
                                                     store::Tx& tx);
  absl::StatusOr<v1::ConvictFile> GetConvictFile(const Call& call, const v1::GetConvictFileRequest& request,
                                                 store::ReadTx& tx);
  absl::StatusOr<v1::ListConvictFilesResponse> ListConvictFiles(const Call& call,
                                                                const v1::ListConvictFilesRequest& request,
                                                                store::ReadTx& tx);

  records::Repository<v1::ConvictFile> files_;
  records::PersonIndex persons_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::clue
