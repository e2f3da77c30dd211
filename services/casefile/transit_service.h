#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/casefile/v1/transit_service.pb.h"
#include "services/casefile/store.h"
#include "services/casefile/transit_office.h"
#include "shared/runtime/servant.h"

namespace liandong::casefile {

class TransitService : public runtime::Servant {
 public:
  explicit TransitService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Transit> OpenTransit(const Call& call, const v1::OpenTransitRequest& request, store::Tx& tx);
  absl::StatusOr<v1::Transit> AcknowledgeTransit(const Call& call, const v1::AcknowledgeTransitRequest& request,
                                                 store::Tx& tx);
  absl::StatusOr<v1::Transit> RecordTransitCare(const Call& call, const v1::RecordTransitCareRequest& request,
                                                store::Tx& tx);
  absl::StatusOr<v1::Transit> RecordSafeReturn(const Call& call, const v1::RecordSafeReturnRequest& request,
                                               store::Tx& tx);
  absl::StatusOr<v1::Transit> GetTransit(const Call& call, const v1::GetTransitRequest& request, store::ReadTx& tx);
  absl::StatusOr<v1::ListTransitsResponse> ListTransits(const Call& call, const v1::ListTransitsRequest& request,
                                                        store::ReadTx& tx);

  CasefileStore store_;
  TransitOffice office_;
  const obligations::Book* obligations_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::casefile
