#pragma once

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/contract/handlers/handlers.h"

namespace liandong::contract {

// A service and the handlers of its methods.
struct ServiceHandlers {
  const google::protobuf::ServiceDescriptor* service;
  std::map<const google::protobuf::MethodDescriptor*, Handler> handlers;
};

// The handlers of a process. Each request message belongs to one method, of a service in the message's own file, so
// that a handler needs no other name.
class HandlerRegistry {
 public:
  // Adds the handler of the method with its request.
  void Add(Handler handler);

  // Every service of which a method has a handler, in the order of the first handlers. INVALID_ARGUMENT names the first
  // handler whose request belongs to no method or to several, and the first method with two handlers.
  absl::StatusOr<std::vector<ServiceHandlers>> TakeServices();

 private:
  absl::Status TryAdd(Handler handler);

  std::vector<ServiceHandlers> services_;
  absl::Status status_;
};

}  // namespace liandong::contract
