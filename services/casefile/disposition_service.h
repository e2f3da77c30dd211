#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/casefile/v1/disposition_service.pb.h"
#include "services/casefile/store.h"
#include "shared/records/repository.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

class DispositionService : public runtime::Servant {
 public:
  explicit DispositionService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Disposition> RecordDisposition(const Call& call, const v1::RecordDispositionRequest& request,
                                                    store::Tx& tx);
  absl::StatusOr<v1::ListDispositionsResponse> ListDispositions(const Call& call,
                                                                const v1::ListDispositionsRequest& request,
                                                                store::ReadTx& tx);
  absl::StatusOr<v1::VictimStatus> GetVictimStatus(const Call& call, const v1::GetVictimStatusRequest& request,
                                                   contract::ReadTx& tx);

  CasefileStore store_;
  records::Repository<v1::Disposition> dispositions_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::casefile
