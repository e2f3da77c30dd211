#include "shared/runtime/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <algorithm>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "shared/base/status_macros.h"
#include "shared/connections/descriptors.h"
#include "shared/identity/server_credentials.h"
#include "shared/limits/connection_limits.h"
#include "shared/limits/limits.h"
#include "shared/telemetry/connection_metrics.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {
namespace {

// These threads only wait for peers.
constexpr int kGatherThreads = 16;

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Create(const Resources& resources,
                                                       contract::HandlerRegistry& handlers) {
  auto server = std::unique_ptr<Server>(new Server(resources));
  LD_RETURN_IF_ERROR(server->Expose(handlers));
  return server;
}

Server::Server(const Resources& resources)
    : config_(*resources.config),
      health_(*resources.health),
      watch_hub_(resources.storage->watch_hub()),
      admission_control_({.calls = config_.max_calls, .work = config_.agency_rate, .rates = config_.method_rates},
                         resources.metrics),
      refusal_bursts_(&resources.storage->database(), &resources.storage->ledger()),
      gatherers_("gather", kGatherThreads),
      environment_({.database = &resources.storage->database(),
                    .ledger = &resources.storage->ledger(),
                    .saved_replies = resources.saved_replies,
                    .digest = &resources.keys->ledger_digest(),
                    .tokens = &resources.keys->tokens(),
                    .authenticator = resources.authenticator,
                    .clock = resources.clock,
                    .metrics = resources.metrics,
                    .admission_control = &admission_control_,
                    .refusal_bursts = &refusal_bursts_,
                    .response_time_padding = config_.response_time_padding,
                    .gatherers = &gatherers_}),
      unknown_methods_(&environment_),
      refused_connections_(&environment_),
      metrics_(*resources.metrics),
      connections_(resources.authenticator, &callers_,
                   [this](const std::string& caller, const connections::Conduct::Since& since) {
                     CountStreams(caller, since);
                   }) {}

Server::~Server() { Drain(); }

absl::Status Server::Expose(contract::HandlerRegistry& handlers) {
  LD_ASSIGN_OR_RETURN(auto services, handlers.TakeServices());
  for (contract::ServiceHandlers& service : services) {
    LD_ASSIGN_OR_RETURN(auto dispatch, contract::Dispatch::Create(std::move(service), environment_, &watch_hub_));
    dispatches_.push_back(std::move(dispatch));
  }
  return absl::OkStatus();
}

absl::Status Server::Listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // gRPC's built-in health service has no descriptor. Linking its proto lets reflection serve it.
  grpc::health::v1::HealthCheckRequest::descriptor();
  grpc::ServerBuilder builder;
  LD_RETURN_IF_ERROR(OpenPort());
  connections_.Register(builder, Credentials());
  for (const auto& dispatch : dispatches_) builder.RegisterService(dispatch.get());
  builder.RegisterCallbackGenericService(&unknown_methods_);
  Bound(builder);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) return absl::UnavailableError("cannot serve calls");
  refusal_bursts_.Start();
  connections_.ServerStarted();
  acceptor_->Start();
  for (const auto& dispatch : dispatches_) {
    server_->GetHealthCheckService()->SetServingStatus(dispatch->service().full_name(), true);
  }
  health_.SetServing(true, absl::Now());
  telemetry::Log(telemetry::Severity::kInfo, "serving",
                 {{"address", telemetry::Setting(config_.address)}, {"port", int64_t{port()}}});
  return absl::OkStatus();
}

// gRPC would stop listening for ever when no descriptor is left, so the process accepts connections itself.
absl::Status Server::OpenPort() {
  const int descriptors = connections::RaiseDescriptorLimit();
  const int most = connections::MostConnections(descriptors);
  if (most < limits::kMaxConnections) {
    telemetry::Log(telemetry::Severity::kWarning, "few file descriptors limit the connections",
                   {{"descriptors", int64_t{descriptors}}, {"connections", int64_t{most}}});
  }
  // So that the metric shows each reason from the start.
  for (const absl::string_view reason : connections::kReasonNames) {
    metrics_.Counter(telemetry::kConnectionsRefused, {{"reason", std::string(reason)}});
  }
  LD_ASSIGN_OR_RETURN(
      acceptor_,
      connections::Acceptor::Listen(
          {.address = config_.address,
           .limits = {.connections = std::min(most, limits::kMaxConnections),
                      .of_address = limits::kMaxConnectionsOfAddress,
                      .of_caller = limits::kMaxConnectionsOfCaller,
                      .handshakes = limits::kMaxHandshakes,
                      .handshakes_of_address = limits::kMaxHandshakesOfAddress,
                      .handshake = limits::kHandshakeTime,
                      .rate = limits::kConnectionsPerSecond,
                      .burst = limits::kConnectionsAtOnce,
                      .failure = limits::kFailedHandshake},
           .highest_descriptor = descriptors - limits::kReservedDescriptors / 2,
           .thread = "connections",
           .refused = [this](connections::Reason reason, const std::string& caller) { CountRefused(reason, caller); },
           .open = [&open = metrics_.Gauge(telemetry::kConnections)](
                       size_t number) { open.Set(static_cast<double>(number)); }},
          &connections_));
  return absl::OkStatus();
}

// A caller that misused its connections cannot open new ones for a while.
std::shared_ptr<grpc::ServerCredentials> Server::Credentials() {
  const auto welcome = [this](const identity::Caller& caller) {
    const bool barred = callers_.Barred(caller.uri, absl::Now());
    if (barred) refused_connections_.Enter(caller, contract::v1::ERROR_REASON_QUOTA_EXCEEDED);
    return !barred;
  };
  const auto refused = [this](const identity::Caller& caller) {
    refused_connections_.Enter(caller, contract::v1::ERROR_REASON_CERTIFICATE_REFUSED);
  };
  return identity::ServerCredentials(config_.tls, environment_.authenticator, {.welcome = welcome, .refused = refused});
}

void Server::CountRefused(connections::Reason reason, const std::string& caller) {
  metrics_.Counter(telemetry::kConnectionsRefused, {{"reason", std::string(connections::NameOf(reason))}}).Increment();
  const auto known = identity::ParseSpiffe(caller, config_.tls.trust_domain);
  if (!known.has_value()) return;
  refused_connections_.Enter(*known, reason == connections::Reason::kCertificate
                                         ? contract::v1::ERROR_REASON_CERTIFICATE_REFUSED
                                         : contract::v1::ERROR_REASON_QUOTA_EXCEEDED);
}

void Server::CountStreams(const std::string& caller, const connections::Conduct::Since& since) {
  const auto known = identity::ParseSpiffe(caller, config_.tls.trust_domain);
  const std::string owner = known.has_value() ? known->Owner() : "";
  metrics_.Counter(telemetry::kCallerStreams, {{"caller", owner}, {"outcome", "completed"}})
      .Increment(static_cast<double>(since.completed));
  metrics_.Counter(telemetry::kCallerStreams, {{"caller", owner}, {"outcome", "reset"}})
      .Increment(static_cast<double>(since.reset));
}

// Limits on what one connection may cost.
void Server::Bound(grpc::ServerBuilder& builder) {
  // A little more than what is allowed, so that the process itself refuses most of what is too large, with evidence.
  // gRPC refuses the rest without telling anyone.
  builder.SetMaxReceiveMessageSize(limits::kMaxReadMessageBytes);
  builder.SetMaxSendMessageSize(limits::kMaxMessageBytes);
  // A small message may be as large as a thousand of them once it is decompressed, which gRPC does before it looks at
  // the size.
  for (const auto algorithm : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    builder.SetCompressionAlgorithmSupportStatus(algorithm, false);
  }
  builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  builder.SetResourceQuota(grpc::ResourceQuota().Resize(limits::kGrpcMemory));
  // Otherwise the pings of an idle client are misuse, however rare they are.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits::kMaxStreamsOfConnection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, limits::kMaxReadMetadataBytes);
  const std::pair<const char*, absl::Duration> times[] = {
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, limits::kMaxConnectionAge},
      {GRPC_ARG_MAX_CONNECTION_IDLE_MS, limits::kMaxConnectionIdle},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, limits::kHandshakeTime},
      {GRPC_ARG_KEEPALIVE_TIME_MS, limits::kKeepalive},
      {GRPC_ARG_KEEPALIVE_TIMEOUT_MS, limits::kKeepaliveTimeout},
      {GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, limits::kLeastPingInterval}};
  for (const auto& [argument, time] : times) {
    builder.AddChannelArgument(argument, static_cast<int>(absl::ToInt64Milliseconds(time)));
  }
}

void Server::Drain() {
  if (server_ == nullptr) return;
  server_->GetHealthCheckService()->SetServingStatus(false);
  health_.SetServing(false, absl::Now());
  absl::SleepFor(config_.drain_delay);
  acceptor_->Refuse();
  watch_hub_.Close();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + limits::kDrain));
  server_->Wait();
  acceptor_->Stop();
  server_.reset();
  watch_hub_.Stop();
  refusal_bursts_.Stop();
  telemetry::Log(telemetry::Severity::kInfo, "drained");
}

}  // namespace liandong::runtime
