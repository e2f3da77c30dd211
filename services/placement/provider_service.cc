#include "services/placement/provider_service.h"

#include <utility>

#include "services/placement/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::placement {

ProviderService::ProviderService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> ProviderService::Handlers() {
  using contract::Bind;
  using Self = ProviderService;
  return {
      {"RegisterProvider", Bind(this, &Self::RegisterProvider)},
      {"ListProviders", Bind(this, &Self::ListProviders)},
  };
}

absl::StatusOr<v1::Provider> ProviderService::RegisterProvider(const Call& call,
                                                               const v1::RegisterProviderRequest& request,
                                                               store::Tx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckRegistrar(request.kind(), call.caller->agency));
  v1::Provider provider;
  provider.set_kind(request.kind());
  provider.set_display_name(request.display_name());
  provider.set_division(call.caller->division);
  provider.set_credit_code(request.credit_code());
  return contract::Create(store_.providers, tx, call, std::move(provider), {.kind = request.kind()});
}

absl::StatusOr<v1::ListProvidersResponse> ProviderService::ListProviders(const Call& call,
                                                                         const v1::ListProvidersRequest& request,
                                                                         store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(store_.providers, tx, filter, call, request, *tokens_,
                        &v1::ListProvidersResponse::mutable_providers);
}

}  // namespace liandong::placement
