#pragma once

#include <grpcpp/generic/async_generic_service.h>

#include "shared/contract/calls/environment.h"

namespace liandong::contract {

// Refuses calls of methods that do not exist. gRPC would do that too, but nobody would be charged, and the calls would
// leave no evidence.
class UnknownMethods : public grpc::CallbackGenericService {
 public:
  // The environment is not owned.
  explicit UnknownMethods(const Environment* environment) : environment_(*environment) {}

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context) override;

 private:
  const Environment& environment_;
};

}  // namespace liandong::contract
