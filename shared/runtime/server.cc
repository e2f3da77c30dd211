#include "shared/runtime/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <algorithm>
#include <array>
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
      metrics_(*resources.metrics),
      connections_(resources.authenticator, &callers_) {}

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
  connections_.Register(builder, identity::ServerCredentials(config_.tls, environment_.authenticator,
                                                             [this](const identity::Caller& caller) {
                                                               return !callers_.Barred(caller.uri, absl::Now());
                                                             }));
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
  std::array<prometheus::Counter*, connections::kReasonNames.size()> refused{};
  for (size_t i = 0; i < refused.size(); ++i) {
    refused[i] =
        &metrics_.Counter(telemetry::kConnectionsRefused, {{"reason", std::string(connections::kReasonNames[i])}});
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
           .refused = [refused](connections::Reason reason) { refused[static_cast<size_t>(reason)]->Increment(); },
           .open = [&open = metrics_.Gauge(telemetry::kConnections)](
                       size_t number) { open.Set(static_cast<double>(number)); }},
          &connections_));
  return absl::OkStatus();
}

// Limits on what one connection may cost.
void Server::Bound(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(limits::kMaxMessageBytes);
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
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, limits::kMaxMetadataBytes);
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
