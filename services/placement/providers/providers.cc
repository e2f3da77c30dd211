#include "services/placement/providers/providers.h"

#include <utility>

#include "services/placement/providers/provider_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::Provider> RegisterProvider(const Process& process, const Call& call,
                                              const v1::RegisterProviderRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckRegistrar(request.kind(), call.caller->agency));
  v1::Provider provider;
  provider.set_kind(request.kind());
  provider.set_display_name(request.display_name());
  provider.set_division(call.caller->division);
  provider.set_credit_code(request.credit_code());
  return contract::Create(process.providers, tx, call, std::move(provider), {.kind = request.kind()});
}

absl::StatusOr<v1::ListProvidersResponse> ListProviders(const Process& process, const Call& call,
                                                        const v1::ListProvidersRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.providers, tx, filter, call, request, &v1::ListProvidersResponse::mutable_providers);
}

}  // namespace

void AddProviderHandlers(Handlers& handlers) {
  handlers.Write(&RegisterProvider);
  handlers.Read(&ListProviders);
}

}  // namespace liandong::placement
