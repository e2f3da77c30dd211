#include "shared/runtime/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"
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
      probe_(resources.probe),
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
      unknown_methods_(&environment_) {}

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
  builder.AddListeningPort(config_.address, identity::ServerCredentials(config_.tls, environment_.authenticator),
                           &port_);
  for (const auto& dispatch : dispatches_) builder.RegisterService(dispatch.get());
  builder.RegisterCallbackGenericService(&unknown_methods_);
  Bound(builder);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0)
    return absl::UnavailableError(absl::StrCat("cannot listen on ", config_.address));
  refusal_bursts_.Start();
  for (const auto& dispatch : dispatches_) {
    server_->GetHealthCheckService()->SetServingStatus(dispatch->service().full_name(), true);
  }
  if (probe_ != nullptr) probe_->SetReady(true);
  telemetry::Log(telemetry::Severity::kInfo, "serving",
                 {{"address", telemetry::Setting(config_.address)}, {"port", int64_t{port_}}});
  return absl::OkStatus();
}

// Limits on what one connection may cost.
void Server::Bound(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(limits::kMaxMessageBytes);
  builder.SetMaxSendMessageSize(limits::kMaxMessageBytes);
  builder.SetResourceQuota(grpc::ResourceQuota().Resize(limits::kGrpcMemory));
  // Otherwise a second process could share the port, and each would receive half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits::kMaxStreamsOfConnection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, limits::kMaxMetadataBytes);
  const std::pair<const char*, absl::Duration> times[] = {
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, limits::kMaxConnectionAge},
      {GRPC_ARG_MAX_CONNECTION_IDLE_MS, limits::kMaxConnectionIdle},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, limits::kHandshake},
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
  if (probe_ != nullptr) probe_->SetReady(false);
  absl::SleepFor(config_.drain_delay);
  watch_hub_.Close();
  server_->Shutdown(absl::ToChronoTime(absl::Now() + limits::kDrain));
  server_->Wait();
  server_.reset();
  watch_hub_.Stop();
  refusal_bursts_.Stop();
  telemetry::Log(telemetry::Severity::kInfo, "drained");
}

}  // namespace liandong::runtime
