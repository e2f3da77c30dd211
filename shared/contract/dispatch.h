#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/contract/route.h"

namespace liandong::contract {

// The one way an RPC is exposed. Takes a service's descriptor and a handler for each of its methods; every call then
// goes the same way: certificate, contract, request's rules, handler in a transaction, ledger, disclosure, reply.
class Dispatch : public grpc::Service {
 public:
  // INVALID_ARGUMENT names what keeps the service from starting: a method without contract or handler, a handler
  // without method or of other types.
  static absl::StatusOr<std::unique_ptr<Dispatch>> Create(const google::protobuf::ServiceDescriptor& service,
                                                          std::map<std::string, Handler> handlers,
                                                          const Environment& environment, WatchHub* hub);

 private:
  Dispatch() = default;
  void Expose(std::unique_ptr<Route> route, int index);

  Validation validation_;
  Disclosure disclosure_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace liandong::contract
