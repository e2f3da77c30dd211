#include "shared/runtime/host.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "shared/base/status_macros.h"
#include "shared/descriptors/files.h"
#include "shared/ledger/origin.h"
#include "shared/limits/limits.h"
#include "shared/records/record_type.h"
#include "shared/runtime/schema.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {
namespace {

// These threads only wait for peers.
constexpr int kGatherThreads = 16;

} // namespace

Host::Host(const Config &config, const Definition &definition,
           const base::Clock *clock)
    : config_(config), definition_(definition), clock_(clock) {}

Host::~Host() { Drain(); }

absl::StatusOr<std::unique_ptr<Host>> Host::Create(const Config &config,
                                                   const Definition &definition,
                                                   const base::Clock *clock) {
  LD_RETURN_IF_ERROR(
      records::ReadRecordTypes(descriptors::AllFiles()).status());
  auto host = std::unique_ptr<Host>(new Host(config, definition, clock));
  LD_RETURN_IF_ERROR(host->Open());
  LD_RETURN_IF_ERROR(host->Serve());
  return host;
}

absl::Status Host::Open() {
  if (!config_.probe_address.empty()) {
    LD_ASSIGN_OR_RETURN(probe_, Probe::Listen(config_.probe_address));
  }
  // Certificates are checked against the real time, as TLS itself does.
  static const base::SystemClock *const system_clock = new base::SystemClock;
  LD_ASSIGN_OR_RETURN(authenticator_, identity::Authenticator::Create(
                                          config_.tls, system_clock));
  peers_ = std::make_unique<client::Peers>(config_.tls, config_.peers);
  LD_RETURN_IF_ERROR(OpenDatabase());
  LD_RETURN_IF_ERROR(OpenSealing());
  hub_ = std::make_unique<contract::WatchHub>();
  gate_ = std::make_unique<contract::Gate>(contract::Gate::Limits{
      config_.max_calls, config_.max_calls / limits::kAgencyShare,
      config_.agency_rate, config_.method_rates});
  gatherers_ = std::make_unique<threads::Executor>("gather", kGatherThreads);
  MakeRelay();
  MakeSweeper();
  MakeCosigning();
  AddHooks();
  return MakeCommonServices();
}

absl::Status Host::OpenSealing() {
  bool in_use = false;
  LD_RETURN_IF_ERROR(
      database_->ReadAndWait([&](store::ReadTx &tx) -> absl::Status {
        LD_ASSIGN_OR_RETURN(const int64_t entries, ledger::Ledger::Size(tx));
        in_use = entries > 0;
        return absl::OkStatus();
      }));
  LD_ASSIGN_OR_RETURN(sealing_,
                      Sealing::Open({config_.key_path, config_.former_key_path,
                                     config_.suite, config_.epoch},
                                    database_.get(), clock_, in_use));
  const seal::KeyRing &ring = sealing_->ring();
  const seal::Suite suite = ring.lasting_suite();
  index_digest_ =
      std::make_unique<seal::KeyedDigest>(suite, ring.Lasting("blind-index"));
  ledger_digest_ =
      std::make_unique<seal::KeyedDigest>(suite, ring.Lasting("ledger-digest"));
  tokens_ = std::make_unique<seal::TokenBox>(suite, ring.Lasting("tokens"));
  keys_ = std::make_unique<records::KeyIndex>(index_digest_.get());
  outbox_ = std::make_unique<outbox::Outbox>(&sealing_->sealer());
  saved_replies_ = std::make_unique<contract::SavedReplies>(
      &sealing_->records(), index_digest_.get());
  return database_->ReadAndWait(
      [this](store::ReadTx &tx) { return saved_replies_->CheckKeys(tx); });
}

absl::Status Host::OpenDatabase() {
  LD_ASSIGN_OR_RETURN(auto signer, ledger::CheckpointSigner::FromFile(
                                       config_.ledger_key_path,
                                       ledger::OriginOf(config_.service)));
  LD_ASSIGN_OR_RETURN(database_, config_.postgres.empty()
                                     ? store::OpenSqlite(config_.data_path)
                                     : store::OpenPostgres(config_.postgres));
  ledger_ = std::make_unique<ledger::Ledger>(std::move(signer),
                                             database_->exclusive());
  std::vector<std::string> event_tables = definition_.event_tables;
  event_tables.emplace_back(obligations::Book::kEvents);
  events_ = std::make_unique<records::EventOrder>(std::move(event_tables),
                                                  database_->exclusive());
  book_ = std::make_unique<obligations::Book>(events_.get());
  LD_RETURN_IF_ERROR(database_->Migrate(SchemaOf(definition_)));
  return database_->WriteAndWait([this](store::Tx &tx) -> absl::Status {
    LD_RETURN_IF_ERROR(ledger_->Open(tx));
    // Numbers events that replicas left behind, if this process now has the
    // database to itself.
    for (bool some = database_->exclusive(); some;) {
      LD_ASSIGN_OR_RETURN(some, events_->Number(tx));
    }
    return events_->Load(tx);
  });
}

void Host::AddHooks() {
  database_->AddHook(relay_.get());
  if (database_->exclusive()) {
    database_->AddHook(ledger_.get());
    database_->AddHook(hub_.get());
  } else {
    MakeKeeper();
    database_->AddHook(keeper_.get());
  }
}

Parts Host::parts() {
  return {&sealing_->records(), keys_.get(), events_.get(),
          outbox_.get(),        book_.get(), tokens_.get(),
          peers_.get(),         &metrics_,   &config_};
}

absl::Status Host::Serve() {
  if (definition_.servants != nullptr)
    servants_ = definition_.servants(parts());
  LD_RETURN_IF_ERROR(Expose());
  if (!config_.metrics_address.empty()) {
    try {
      exposer_ = std::make_unique<prometheus::Exposer>(config_.metrics_address);
    } catch (const std::exception &) {
      return absl::UnavailableError(
          absl::StrCat("cannot listen on ", config_.metrics_address));
    }
    exposer_->RegisterCollectable(metrics_.registry());
    exposer_->RegisterCollectable(certificate_expiry_);
  }
  LD_RETURN_IF_ERROR(StartSealing());
  if (definition_.prepare != nullptr)
    LD_RETURN_IF_ERROR(definition_.prepare(*database_, parts()));
  if (process_ != nullptr)
    LD_RETURN_IF_ERROR(process_->Prepare(*database_));
  LD_RETURN_IF_ERROR(Listen());
  relay_->Start();
  sweeper_->Start();
  if (keeper_ != nullptr)
    keeper_->Start();
  cosigning_->Start();
  return absl::OkStatus();
}

absl::Status Host::Expose() {
  contract::HandlerRegistry registry;
  if (definition_.process != nullptr) {
    process_ = definition_.process(parts());
    process_->AddHandlers(registry);
  }
  for (const auto &servant : servants_) {
    for (auto &[name, handler] : servant->Handlers())
      registry.Add(std::move(handler));
  }
  common_services_->AddHandlers(registry);
  const contract::Environment environment{database_.get(),
                                          ledger_.get(),
                                          saved_replies_.get(),
                                          ledger_digest_.get(),
                                          tokens_.get(),
                                          authenticator_.get(),
                                          clock_,
                                          &metrics_,
                                          gate_.get(),
                                          config_.even_time,
                                          gatherers_.get()};
  LD_ASSIGN_OR_RETURN(auto services, registry.TakeServices());
  for (contract::ServiceHandlers &service : services) {
    LD_ASSIGN_OR_RETURN(auto dispatch,
                        contract::Dispatch::Create(std::move(service),
                                                   environment, hub_.get()));
    dispatches_.push_back(std::move(dispatch));
  }
  return absl::OkStatus();
}

absl::Status Host::Listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // gRPC's built-in health service has no descriptor. Linking its proto lets
  // reflection serve it.
  grpc::health::v1::HealthCheckRequest::descriptor();
  grpc::ServerBuilder builder;
  builder.AddListeningPort(
      config_.address,
      identity::ServerCredentials(config_.tls, authenticator_.get()), &port_);
  for (const auto &dispatch : dispatches_)
    builder.RegisterService(dispatch.get());
  Bound(builder);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0)
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", config_.address));
  for (const auto &dispatch : dispatches_) {
    server_->GetHealthCheckService()->SetServingStatus(
        dispatch->service().full_name(), true);
  }
  if (probe_ != nullptr)
    probe_->SetReady(true);
  telemetry::Log(telemetry::Severity::kInfo, "serving",
                 {{"address", telemetry::Setting(config_.address)},
                  {"port", int64_t{port_}}});
  return absl::OkStatus();
}

// Limits on what one connection may cost.
void Host::Bound(grpc::ServerBuilder &builder) {
  builder.SetMaxReceiveMessageSize(limits::kMaxMessageBytes);
  builder.SetMaxSendMessageSize(limits::kMaxMessageBytes);
  builder.SetResourceQuota(grpc::ResourceQuota().Resize(limits::kGrpcMemory));
  // Otherwise a second process could share the port, and each would receive
  // half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             limits::kMaxStreamsOfConnection);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE,
                             limits::kMaxMetadataBytes);
  const std::pair<const char *, absl::Duration> times[] = {
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, limits::kMaxConnectionAge},
      {GRPC_ARG_MAX_CONNECTION_IDLE_MS, limits::kMaxConnectionIdle},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, limits::kHandshake},
      {GRPC_ARG_KEEPALIVE_TIME_MS, limits::kKeepalive},
      {GRPC_ARG_KEEPALIVE_TIMEOUT_MS, limits::kKeepaliveTimeout},
      {GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
       limits::kLeastPingInterval}};
  for (const auto &[argument, time] : times) {
    builder.AddChannelArgument(
        argument, static_cast<int>(absl::ToInt64Milliseconds(time)));
  }
}

void Host::Drain() {
  if (server_ != nullptr) {
    server_->GetHealthCheckService()->SetServingStatus(false);
    if (probe_ != nullptr)
      probe_->SetReady(false);
    absl::SleepFor(config_.drain_delay);
    hub_->Close();
    server_->Shutdown(absl::ToChronoTime(absl::Now() + limits::kDrain));
    server_->Wait();
    server_.reset();
    hub_->Stop();
    telemetry::Log(telemetry::Severity::kInfo, "drained");
  }
  exposer_.reset();
  gatherers_.reset();
  if (cosigning_ != nullptr)
    cosigning_->Stop();
  if (sweeper_ != nullptr)
    sweeper_->Stop();
  if (relay_ != nullptr)
    relay_->Stop();
  if (keeper_ != nullptr)
    keeper_->Stop();
  if (sealing_ != nullptr)
    sealing_->Stop();
  if (database_ != nullptr)
    database_->Stop();
}

} // namespace liandong::runtime
