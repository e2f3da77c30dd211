#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/contract/calls/route.h"
#include "shared/contract/dispatch/byte_service.h"
#include "shared/contract/handlers/handler_registry.h"

namespace liandong::contract {

// The only way to expose an RPC. Takes a service and a handler for each of its methods. Every call takes the same path:
// certificate, contract, validation, handler in a transaction, ledger, redaction, reply.
class Dispatch : public ByteService {
 public:
  // INVALID_ARGUMENT says what keeps the service from starting: a method without a contract or handler, or a handler
  // with another reply or of the wrong kind. A method whose request has a `request_id` writes; others only read.
  static absl::StatusOr<std::unique_ptr<Dispatch>> Create(ServiceHandlers service, const Environment& environment,
                                                          WatchHub* hub);

  const google::protobuf::ServiceDescriptor& service() const { return *service_; }

 private:
  explicit Dispatch(const google::protobuf::ServiceDescriptor* service) : service_(service) {}
  absl::Status Expose(Method method, Handler handler, const Environment& environment, WatchHub* hub);

  const google::protobuf::ServiceDescriptor* const service_;
  Validation validation_;
  Disclosure disclosure_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace liandong::contract
