#include "shared/connections/grpc_connections.h"

#include <linux/tcp.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "shared/connections/channelz.h"
#include "shared/limits/connection_limits.h"
#include "shared/telemetry/log.h"

namespace liandong::connections {
namespace {

constexpr absl::Duration kListEvery = absl::Seconds(1);
// By then gRPC has ended the calls of a connection that was closed.
constexpr absl::Duration kUntilFreed = absl::Seconds(5);

// Bytes that the kernel has received.
int64_t ReceivedBy(int descriptor) {
  tcp_info info{};
  socklen_t length = sizeof(info);
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return 0;
  return static_cast<int64_t>(info.tcpi_bytes_received);
}

}  // namespace

void GrpcConnections::Register(grpc::ServerBuilder& builder,
                               const std::shared_ptr<grpc::ServerCredentials>& credentials) {
  using Type = grpc::ServerBuilder::experimental_type::ExternalConnectionType;
  acceptor_ = builder.experimental().AddExternalConnectionAcceptor(Type::FROM_FD, credentials);
}

void GrpcConnections::ServerStarted() { server_ = channelz::NewestServer(); }

void GrpcConnections::Serve(int descriptor, const Address& /*address*/) {
  grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
  connection.fd = descriptor;
  acceptor_->HandleNewConnection(&connection);
}

void GrpcConnections::Watch(ConnectionTable& table, absl::Time now) {
  ReturnMemory(now);
  if (table.handshaking()) FindEstablished(table, now);
  // In turns, so that many connections cost no more than some.
  for (int i = 0; i < limits::kWatchedAtOnce; ++i) {
    looked_at_ = table.After(looked_at_);
    Connection* const connection = table.Find(looked_at_);
    if (connection == nullptr) return;
    const auto reason = Judge(*connection, now);
    if (reason.has_value()) CloseFor(*reason, table, looked_at_, *connection, now);
  }
}

void GrpcConnections::CloseFor(Reason reason, ConnectionTable& table, Id id, const Connection& connection,
                               absl::Time now) {
  telemetry::Log(telemetry::Severity::kWarning, "a connection was closed",
                 {{"reason", telemetry::Declared(NameOf(reason))}});
  if (!connection.caller.empty() && reason != Reason::kCertificate) callers_->Bar(connection.caller, now);
  table.Close(id, reason);
  if (trim_at_ == absl::InfiniteFuture()) trim_at_ = now + kUntilFreed;
}

// What gRPC took for misused connections is free again, but would stay with the process.
void GrpcConnections::ReturnMemory(absl::Time now) {
  if (now < trim_at_) return;
  trim_at_ = absl::InfiniteFuture();
  malloc_trim(0);
}

// gRPC may list a socket after another with a higher id, so now and then all are listed.
void GrpcConnections::FindEstablished(ConnectionTable& table, absl::Time now) {
  if (now < listed_ || now - listed_ >= kListEvery) {
    listed_ = now;
    last_socket_ = 0;
  }
  for (const channelz::Socket& socket : channelz::SocketsAfter(server_, last_socket_)) {
    last_socket_ = socket.id;
    Id id = 0;
    Connection* const connection = table.FindPeer(socket.peer, id);
    if (connection != nullptr && !connection->established) Establish(table, id, *connection, socket.id);
  }
}

void GrpcConnections::Establish(ConnectionTable& table, Id id, Connection& connection, int64_t socket) {
  auto details = channelz::DetailsOf(socket, /*with_certificate=*/true);
  if (!details.has_value()) return;
  connection.socket = socket;
  connection.certificate = std::move(details->certificate);
  const auto caller = authenticator_->Authenticate(connection.certificate);
  table.Establish(id, caller.ok() ? (*caller)->uri : "");
}

std::optional<Reason> GrpcConnections::Judge(Connection& connection, absl::Time now) {
  if (!connection.established) {
    // One that has just finished its handshake may already send calls.
    const bool old = now - connection.since > 2 * kListEvery;
    const bool floods = old && ReceivedBy(connection.descriptor) > limits::kMaxHandshakeBytes;
    return floods && !connection.own_check ? std::optional(Reason::kBytes) : std::nullopt;
  }
  if (!authenticator_->Authenticate(connection.certificate).ok()) {
    connection.refused_since = std::min(connection.refused_since, now);
    if (now - connection.refused_since >= limits::kRefusedCertificate) return Reason::kCertificate;
  } else {
    connection.refused_since = absl::InfiniteFuture();
  }
  return JudgeConduct(connection, now);
}

std::optional<Reason> GrpcConnections::JudgeConduct(Connection& connection, absl::Time now) {
  const int64_t received = ReceivedBy(connection.descriptor);
  if (!connection.conduct.WorthALook(received)) return std::nullopt;
  const auto details = channelz::DetailsOf(connection.socket, /*with_certificate=*/false);
  if (!details.has_value()) return std::nullopt;
  const Conduct::Since since = connection.conduct.Look(received, details->streams);
  tally_(connection.caller, since);
  if (!callers_->Charge(connection.caller, since.completed, since.reset, now)) return Reason::kResets;
  return connection.conduct.SendsWithoutCalls() ? std::optional(Reason::kBytes) : std::nullopt;
}

}  // namespace liandong::connections
