#pragma once

#include <map>
#include <string>

#include "liandong/obligation/v1/obligation_service.pb.h"
#include "shared/obligations/book.h"
#include "shared/runtime/servant.h"

namespace liandong::runtime {

// ObligationService, as every process of the suite serves it for its own records.
class ObligationService : public Servant {
 public:
  explicit ObligationService(const Parts& parts)
      : book_(parts.obligations), tokens_(parts.tokens), trust_domain_(parts.config->tls.trust_domain) {}

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<obligation::v1::ListObligationsResponse> ListObligations(
      const Call& call, const obligation::v1::ListObligationsRequest& request, store::ReadTx& tx);
  absl::StatusOr<std::vector<contract::Watched<obligation::v1::ObligationEvent>>> WatchObligations(
      const Call& call, const obligation::v1::WatchObligationsRequest& request, store::ReadTx& tx, int64_t after);
  absl::StatusOr<obligation::v1::SummariseObligationsResponse> SummariseObligations(
      const Call& call, const obligation::v1::SummariseObligationsRequest& request, store::ReadTx& tx);

  const obligations::Book* book_;
  const seal::TokenBox* tokens_;
  const std::string trust_domain_;
};

}  // namespace liandong::runtime
