#include "shared/runtime/host.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "shared/base/limits.h"
#include "shared/base/status_macros.h"
#include "shared/store/sqlite_database.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {
namespace {

// They wait for peers, and nothing else.
constexpr int kGatherThreads = 16;

std::vector<store::Migration> WithShared(const std::vector<store::Migration>& own) {
  std::vector<store::Migration> all = {ledger::Ledger::Schema(), outbox::Outbox::Schema(),
                                       contract::SavedReplies::Schema(), records::KeyIndex::Schema()};
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

}  // namespace

Host::Host(const Config& config, const base::Clock* clock) : config_(config), clock_(clock) {}

Host::~Host() { Drain(); }

absl::StatusOr<std::unique_ptr<Host>> Host::Create(const Config& config,
                                                   const std::vector<store::Migration>& migrations,
                                                   const base::Clock* clock) {
  auto host = std::unique_ptr<Host>(new Host(config, clock));
  LD_RETURN_IF_ERROR(host->Open(migrations));
  return host;
}

absl::Status Host::Open(const std::vector<store::Migration>& migrations) {
  LD_ASSIGN_OR_RETURN(const seal::KeyRing ring, seal::KeyRing::FromFile(config_.key_path));
  sealer_ = std::make_unique<seal::Sealer>(ring.Derive("records"));
  index_digest_ = std::make_unique<seal::KeyedDigest>(ring.Derive("blind-index"));
  ledger_digest_ = std::make_unique<seal::KeyedDigest>(ring.Derive("ledger-digest"));
  tokens_ = std::make_unique<seal::TokenBox>(ring.Derive("tokens"));
  keys_ = std::make_unique<records::KeyIndex>(index_digest_.get());
  outbox_ = std::make_unique<outbox::Outbox>(sealer_.get());
  saved_replies_ = std::make_unique<contract::SavedReplies>(sealer_.get(), index_digest_.get());
  const std::string origin = absl::StrCat("liandong/", base::ServiceSlug(config_.service));
  LD_ASSIGN_OR_RETURN(auto signer, ledger::CheckpointSigner::FromFile(config_.ledger_key_path, origin));
  ledger_ = std::make_unique<ledger::Ledger>(std::move(signer));
  // Certificates are judged by the real time, as TLS itself does.
  static const base::SystemClock* const system_clock = new base::SystemClock;
  LD_ASSIGN_OR_RETURN(authenticator_, identity::Authenticator::Create(config_.tls, system_clock));
  peers_ = std::make_unique<client::Peers>(config_.tls, config_.peers);
  LD_ASSIGN_OR_RETURN(database_, store::SqliteDatabase::Open(config_.data_path));
  LD_RETURN_IF_ERROR(database_->Migrate(WithShared(migrations)));
  LD_RETURN_IF_ERROR(database_->ReadAndWait([this](store::ReadTx& tx) { return ledger_->Load(tx); }));
  hub_ = std::make_unique<contract::WatchHub>();
  gatherers_ = std::make_unique<base::Executor>("gather", kGatherThreads);
  auto& waiting = metrics_.Gauge("liandong_outbox_messages", "Messages to other services that wait.");
  auto& oldest = metrics_.Gauge("liandong_outbox_oldest_seconds", "Age of the oldest message that waits.");
  relay_ = std::make_unique<outbox::Relay>(
      database_.get(), outbox_.get(), clock_,
      [this](const outbox::Message& message) { return peers_->Deliver(message); },
      [&waiting, &oldest](int64_t messages, absl::Duration age) {
        waiting.Set(static_cast<double>(messages));
        oldest.Set(absl::ToDoubleSeconds(age));
      });
  database_->AddHook(ledger_.get());
  database_->AddHook(hub_.get());
  database_->AddHook(relay_.get());
  return absl::OkStatus();
}

Parts Host::parts() { return {sealer_.get(), keys_.get(), outbox_.get(), tokens_.get(), peers_.get(), &metrics_}; }

absl::Status Host::Serve(Servants servants) {
  servants_ = std::move(servants);
  for (const auto& servant : servants_) LD_RETURN_IF_ERROR(Expose(*servant));
  if (!config_.metrics_address.empty()) {
    try {
      exposer_ = std::make_unique<prometheus::Exposer>(config_.metrics_address);
    } catch (const std::exception&) {
      return absl::UnavailableError(absl::StrCat("cannot listen on ", config_.metrics_address));
    }
    exposer_->RegisterCollectable(metrics_.registry());
  }
  LD_RETURN_IF_ERROR(Listen());
  relay_->Start();
  return absl::OkStatus();
}

absl::Status Host::Expose(Servant& servant) {
  const contract::Environment environment{
      database_.get(), ledger_.get(), saved_replies_.get(), ledger_digest_.get(), tokens_.get(), authenticator_.get(),
      clock_,          &metrics_,     gatherers_.get()};
  LD_ASSIGN_OR_RETURN(auto dispatch,
                      contract::Dispatch::Create(servant.Descriptor(), servant.Handlers(), environment, hub_.get()));
  dispatches_.push_back(std::move(dispatch));
  return absl::OkStatus();
}

absl::Status Host::Listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // The built-in health service has no descriptor of its own; linking the proto lets reflection serve it.
  grpc::health::v1::HealthCheckRequest::descriptor();
  grpc::ServerBuilder builder;
  builder.AddListeningPort(config_.address, identity::ServerCredentials(config_.tls, authenticator_.get()), &port_);
  for (const auto& dispatch : dispatches_) builder.RegisterService(dispatch.get());
  builder.SetMaxReceiveMessageSize(base::limits::kMaxMessageBytes);
  builder.SetMaxSendMessageSize(base::limits::kMaxMessageBytes);
  // Otherwise a second process would share the port, and each would see half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                             static_cast<int>(absl::ToInt64Milliseconds(base::limits::kMaxConnectionAge)));
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0)
    return absl::UnavailableError(absl::StrCat("cannot listen on ", config_.address));
  for (const auto& servant : servants_) {
    server_->GetHealthCheckService()->SetServingStatus(servant->Descriptor().full_name(), true);
  }
  telemetry::Log(telemetry::Severity::kInfo, "serving",
                 {{"address", telemetry::Setting(config_.address)}, {"port", int64_t{port_}}});
  return absl::OkStatus();
}

void Host::Drain() {
  if (server_ != nullptr) {
    server_->GetHealthCheckService()->SetServingStatus(false);
    hub_->Close();
    server_->Shutdown(absl::ToChronoTime(absl::Now() + base::limits::kDrain));
    server_->Wait();
    server_.reset();
    hub_->Stop();
    telemetry::Log(telemetry::Severity::kInfo, "drained");
  }
  exposer_.reset();
  gatherers_.reset();
  if (relay_ != nullptr) relay_->Stop();
  if (database_ != nullptr) database_->Stop();
}

}  // namespace liandong::runtime
