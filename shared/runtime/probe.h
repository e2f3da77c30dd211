#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace liandong::runtime {

// Serves health to whatever runs the process and has no certificate, for example a kubelet: a plain-text port with only
// grpc.health.v1, without reflection. "" is SERVING while calls are accepted, "live" as long as the process runs.
class Probe {
 public:
  // `address` is host:port. UNAVAILABLE if it cannot listen there. Initially not ready.
  static absl::StatusOr<std::unique_ptr<Probe>> Listen(const std::string& address);

  void SetReady(bool ready);

 private:
  Probe() = default;

  grpc::CallbackGenericService others_;  // answers UNIMPLEMENTED; gRPC starts no server without a service of ours
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace liandong::runtime
