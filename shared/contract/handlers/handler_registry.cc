#include "shared/contract/handlers/handler_registry.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::contract {
namespace {

absl::Status Fault(absl::string_view name, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", what));
}

absl::StatusOr<const google::protobuf::MethodDescriptor*> MethodOf(const google::protobuf::Descriptor& request) {
  const google::protobuf::MethodDescriptor* found = nullptr;
  for (int i = 0; i < request.file()->service_count(); ++i) {
    const auto& service = *request.file()->service(i);
    for (int j = 0; j < service.method_count(); ++j) {
      if (service.method(j)->input_type() != &request) continue;
      if (found != nullptr)
        return Fault(request.full_name(),
                     "several methods take this request, which must tell the method of its handler");
      found = service.method(j);
    }
  }
  if (found == nullptr) return Fault(request.full_name(), "no method of the same file takes this request");
  return found;
}

}  // namespace

void HandlerRegistry::Add(Handler handler) { status_.Update(TryAdd(std::move(handler))); }

absl::Status HandlerRegistry::TryAdd(Handler handler) {
  LD_ASSIGN_OR_RETURN(const auto* method, MethodOf(*handler.request_type));
  auto service = std::find_if(services_.begin(), services_.end(),
                              [&](const ServiceHandlers& one) { return one.service == method->service(); });
  if (service == services_.end()) service = services_.insert(service, {method->service(), {}});
  const bool added = service->handlers.emplace(method, std::move(handler)).second;
  return added ? absl::OkStatus() : Fault(method->full_name(), "the method has two handlers");
}

absl::StatusOr<std::vector<ServiceHandlers>> HandlerRegistry::TakeServices() {
  LD_RETURN_IF_ERROR(status_);
  return std::move(services_);
}

}  // namespace liandong::contract
