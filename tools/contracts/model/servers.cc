#include "tools/contracts/model/servers.h"

#include "liandong/contract/v1/method.pb.h"
#include "shared/contract/access/access.h"
#include "shared/descriptors/services.h"

namespace liandong::contracts {
namespace {

// Whether no agency and no other process of the suite may call it.
bool IsForAlone(const google::protobuf::ServiceDescriptor& service, law::Service caller) {
  contract::Actors callers;
  for (int i = 0; i < service.method_count(); ++i) {
    const auto access = contract::Access::Of(service.method(i)->options());
    if (access.ok()) callers.Add(access->callers());
  }
  return callers.agencies.none() && callers.services.count() == 1 && callers.services.test(caller);
}

}  // namespace

std::vector<law::Service> ServersOf(const google::protobuf::ServiceDescriptor& service) {
  const auto own = law::ServiceFromSlug(descriptors::AreaOf(service));
  if (own.has_value() && !IsForAlone(service, *own)) return {*own};
  return law::AllServices();
}

}  // namespace liandong::contracts
