#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace liandong::runtime {

// Health for what runs the process and has no certificate, like a kubelet: a plain port with grpc.health.v1 on it and
// nothing else, not even reflection. "" is SERVING while calls are taken, "live" as long as the process runs.
class Probe {
 public:
  // `address` is host:port. UNAVAILABLE if it cannot listen there. Not ready yet.
  static absl::StatusOr<std::unique_ptr<Probe>> Listen(const std::string& address);

  void SetReady(bool ready);

 private:
  Probe() = default;

  grpc::CallbackGenericService others_;  // says UNIMPLEMENTED; without a service of ours gRPC starts no server
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace liandong::runtime
