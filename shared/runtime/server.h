#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/connections/acceptor.h"
#include "shared/connections/callers.h"
#include "shared/connections/grpc_connections.h"
#include "shared/connections/own_check.h"
#include "shared/contract/dispatch/dispatch.h"
#include "shared/contract/dispatch/refused_connections.h"
#include "shared/contract/dispatch/unknown_methods.h"
#include "shared/runtime/health.h"
#include "shared/runtime/keys.h"
#include "shared/runtime/storage.h"
#include "shared/telemetry/metrics.h"
#include "shared/threads/executor.h"

namespace liandong::runtime {

// Serves the RPCs of a process over mutual TLS, and says whether it does.
class Server {
 public:
  // What calls need. Nothing is owned; everything must outlive the server.
  struct Resources {
    const Config* config;
    const base::Clock* clock;
    telemetry::Metrics* metrics;
    Health* health;
    identity::Authenticator* authenticator;
    Storage* storage;
    const Keys* keys;
    const contract::SavedReplies* saved_replies;
  };
  // INVALID_ARGUMENT if a handler and the contract of its method do not match.
  static absl::StatusOr<std::unique_ptr<Server>> Create(const Resources& resources,
                                                        contract::HandlerRegistry& handlers);
  // Drains.
  ~Server();

  // Begins to accept calls.
  absl::Status Listen();

  // The port on which calls are accepted.
  int port() const { return acceptor_->port(); }

  // Proves that calls are accepted, by a handshake with the own port. UNAVAILABLE if it fails.
  absl::Status CheckOwnPort() { return connections::CheckOwnPort(*acceptor_, config_.tls); }

  // Refuses new calls, lets open ones finish, ends streams, then stops.
  void Drain();

 private:
  explicit Server(const Resources& resources);
  absl::Status Expose(contract::HandlerRegistry& handlers);
  absl::Status OpenPort();
  static void Bound(grpc::ServerBuilder& builder);
  std::shared_ptr<grpc::ServerCredentials> Credentials();
  // The URI of the caller is empty if it is not known.
  void CountRefused(connections::Reason reason, const std::string& caller);
  void CountStreams(const std::string& caller, const connections::Conduct::Since& since);

  const Config& config_;
  Health& health_;
  contract::WatchHub& watch_hub_;
  contract::AdmissionControl admission_control_;
  contract::RefusalBursts refusal_bursts_;
  threads::Executor gatherers_;
  const contract::Environment environment_;
  contract::UnknownMethods unknown_methods_;
  contract::RefusedConnections refused_connections_;
  std::vector<std::unique_ptr<contract::Dispatch>> dispatches_;
  telemetry::Metrics& metrics_;
  connections::Callers callers_;
  connections::GrpcConnections connections_;
  std::unique_ptr<connections::Acceptor> acceptor_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace liandong::runtime
