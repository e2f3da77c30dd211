#pragma once

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "shared/connections/acceptor.h"
#include "shared/connections/callers.h"
#include "shared/identity/credentials.h"

namespace liandong::connections {

// Passes connections to a gRPC server, and closes those of callers that misuse them. It looks only at what the kernel
// and gRPC count anyway, so that calls cost nothing more.
class GrpcConnections : public Acceptor::Server {
 public:
  // Called with what happened to a caller's streams since the last time.
  using Tally = std::function<void(const std::string& caller, const Conduct::Since& since)>;
  // `authenticator` and `callers` must outlive it.
  GrpcConnections(identity::Authenticator* authenticator, Callers* callers, Tally tally)
      : authenticator_(authenticator), callers_(callers), tally_(std::move(tally)) {}

  // The server will receive connections from here. Call once.
  void Register(grpc::ServerBuilder& builder, const std::shared_ptr<grpc::ServerCredentials>& credentials);
  // The server has started, and no other since.
  void ServerStarted();

  void Serve(int descriptor, const Address& address) override;
  void Watch(ConnectionTable& table, absl::Time now) override;

 private:
  using Id = ConnectionTable::Id;
  void FindEstablished(ConnectionTable& table, absl::Time now);
  void Establish(ConnectionTable& table, Id id, Connection& connection, int64_t socket);
  void CloseFor(Reason reason, ConnectionTable& table, Id id, const Connection& connection, absl::Time now);
  void ReturnMemory(absl::Time now);
  std::optional<Reason> Judge(Connection& connection, absl::Time now);
  std::optional<Reason> JudgeConduct(Connection& connection, absl::Time now);

  identity::Authenticator* const authenticator_;
  Callers* const callers_;
  const Tally tally_;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor_;
  int64_t server_ = 0;                        // in channelz
  int64_t last_socket_ = 0;                   // that is known
  absl::Time listed_ = absl::InfinitePast();  // when all sockets were last listed
  Id looked_at_ = 0;                          // the last of the previous round
  absl::Time trim_at_ = absl::InfiniteFuture();
};

}  // namespace liandong::connections
