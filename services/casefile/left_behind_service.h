#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/casefile/v1/left_behind_service.pb.h"
#include "shared/records/person_index.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

class LeftBehindService : public runtime::Servant {
 public:
  explicit LeftBehindService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::LeftBehindPerson> RegisterLeftBehindPerson(const Call& call,
                                                                const v1::RegisterLeftBehindPersonRequest& request,
                                                                store::Tx& tx);
  absl::StatusOr<v1::LeftBehindPerson> RecordLeftBehindVisit(const Call& call,
                                                             const v1::RecordLeftBehindVisitRequest& request,
                                                             store::Tx& tx);
  absl::StatusOr<v1::LeftBehindPerson> CloseLeftBehindPerson(const Call& call,
                                                             const v1::CloseLeftBehindPersonRequest& request,
                                                             store::Tx& tx);
  absl::StatusOr<v1::LeftBehindPerson> GetLeftBehindPerson(const Call& call,
                                                           const v1::GetLeftBehindPersonRequest& request,
                                                           store::ReadTx& tx);
  absl::StatusOr<v1::ListLeftBehindPersonsResponse> ListLeftBehindPersons(
      const Call& call, const v1::ListLeftBehindPersonsRequest& request, store::ReadTx& tx);

  records::Repository<v1::LeftBehindPerson> ledger_;
  records::PersonIndex persons_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::casefile
