#pragma once

#include <map>
#include <string>
#include <vector>

#include "liandong/placement/v1/provider_service.pb.h"
#include "services/placement/store.h"
#include "shared/runtime/servant.h"

namespace liandong::placement {

class ProviderService : public runtime::Servant {
 public:
  explicit ProviderService(const runtime::Parts& parts);

  std::map<std::string, contract::Handler> Handlers() override;

 private:
  using Call = contract::Call;

  absl::StatusOr<v1::Provider> RegisterProvider(const Call& call, const v1::RegisterProviderRequest& request,
                                                store::Tx& tx);
  absl::StatusOr<v1::ListProvidersResponse> ListProviders(const Call& call, const v1::ListProvidersRequest& request,
                                                          store::ReadTx& tx);

  PlacementStore store_;
  const seal::TokenBox* tokens_;
};

}  // namespace liandong::placement
