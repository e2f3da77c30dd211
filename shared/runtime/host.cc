#include "shared/runtime/host.h"

#include <prometheus/text_serializer.h>

#include <utility>

#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/descriptors/files.h"
#include "shared/ledger/origin.h"
#include "shared/records/record_type.h"
#include "shared/runtime/certificate_expiry.h"
#include "shared/runtime/witness.h"

namespace liandong::runtime {

absl::StatusOr<std::unique_ptr<Host>> Host::Create(const Config& config, const Definition& definition,
                                                   const base::Clock* clock) {
  LD_RETURN_IF_ERROR(records::ReadRecordTypes(descriptors::AllFiles()).status());
  auto host = std::unique_ptr<Host>(new Host(config, clock));
  LD_RETURN_IF_ERROR(host->ServePages());
  LD_RETURN_IF_ERROR(host->Open(definition));
  LD_RETURN_IF_ERROR(host->MakeProcess(definition));
  LD_RETURN_IF_ERROR(host->MakeServer());
  LD_RETURN_IF_ERROR(host->Serve());
  return host;
}

Host::~Host() { Drain(); }

// Before the migrations, which may take minutes, so that it can be seen that the process lives.
absl::Status Host::ServePages() {
  if (config_.metrics_address.empty()) return absl::OkStatus();
  const auto expiry = std::make_shared<CertificateExpiry>(config_.tls.certificate);
  HttpPages::Pages pages = {{"/metrics",
                             [this, expiry] {
                               std::vector<prometheus::MetricFamily> families = metrics_.registry()->Collect();
                               for (auto& family : expiry->Collect()) families.push_back(std::move(family));
                               return HttpPages::Page{.text = prometheus::TextSerializer().Serialize(families)};
                             }},
                            {"/ready",
                             [this] {
                               const bool ready = health_.Ready(absl::Now());
                               return HttpPages::Page{.ok = ready, .text = ready ? "SERVING\n" : "NOT_SERVING\n"};
                             }},
                            {"/live", [this] {
                               const bool live = health_.Live(absl::Now());
                               return HttpPages::Page{.ok = live, .text = live ? "LIVE\n" : "NOT_LIVE\n"};
                             }}};
  LD_ASSIGN_OR_RETURN(http_pages_, HttpPages::Listen(config_.metrics_address, std::move(pages)));
  return absl::OkStatus();
}

absl::Status Host::Open(const Definition& definition) {
  // Certificates are checked against the real time, as TLS itself does.
  static const base::SystemClock* const system_clock = new base::SystemClock;
  LD_ASSIGN_OR_RETURN(authenticator_, identity::Authenticator::Create(config_.tls, system_clock));
  peers_ = std::make_unique<client::Peers>(config_.tls, config_.peers);
  LD_ASSIGN_OR_RETURN(storage_, Storage::Open(config_, definition));
  return OpenKeys();
}

absl::Status Host::OpenKeys() {
  LD_ASSIGN_OR_RETURN(const bool in_use, storage_->InUse());
  LD_ASSIGN_OR_RETURN(keys_, Keys::Open(config_, &storage_->database(), clock_, in_use));
  outbox_ = std::make_unique<outbox::Outbox>(&keys_->sealer());
  saved_replies_ = std::make_unique<contract::SavedReplies>(&keys_->record_sealer(), &keys_->index_digest());
  return storage_->database().ReadAndWait([this](store::ReadTx& tx) { return saved_replies_->CheckKeys(tx); });
}

Parts Host::parts() {
  return {.sealer = &keys_->record_sealer(),
          .keys = &keys_->index(),
          .events = &storage_->events(),
          .outbox = outbox_.get(),
          .obligations = &storage_->obligations(),
          .tokens = &keys_->tokens(),
          .peers = peers_.get(),
          .metrics = &metrics_,
          .config = &config_};
}

absl::Status Host::MakeProcess(const Definition& definition) {
  process_ = definition.process(parts());
  LD_ASSIGN_OR_RETURN(ledger::Witness witness, MakeWitness(config_));
  common_services_ = std::unique_ptr<const common_services::Process>(
      new common_services::Process{.obligations = storage_->obligations(),
                                   .outbox = *outbox_,
                                   .tokens = keys_->tokens(),
                                   .trust_domain = config_.tls.trust_domain,
                                   .division = config_.division,
                                   .origin = ledger::OriginOf(config_.service),
                                   .tree_hash = storage_->ledger().tree_hash(),
                                   .witness = std::move(witness),
                                   .types = records::RecordTypesOf(config_.service)});
  background_ = std::make_unique<BackgroundWork>(BackgroundWork::Resources{.config = &config_,
                                                                           .clock = clock_,
                                                                           .metrics = &metrics_,
                                                                           .storage = storage_.get(),
                                                                           .keys = keys_.get(),
                                                                           .outbox = outbox_.get(),
                                                                           .saved_replies = saved_replies_.get(),
                                                                           .peers = peers_.get()},
                                                 process_->calendar());
  return absl::OkStatus();
}

absl::Status Host::MakeServer() {
  contract::HandlerRegistry handlers;
  process_->AddHandlers(handlers);
  common_services_->AddHandlers(handlers);
  LD_ASSIGN_OR_RETURN(server_, Server::Create({.config = &config_,
                                               .clock = clock_,
                                               .metrics = &metrics_,
                                               .health = &health_,
                                               .authenticator = authenticator_.get(),
                                               .storage = storage_.get(),
                                               .keys = keys_.get(),
                                               .saved_replies = saved_replies_.get()},
                                              handlers));
  return absl::OkStatus();
}

absl::Status Host::Serve() {
  background_->StartKeyMaintenance();
  LD_RETURN_IF_ERROR(process_->Prepare(storage_->database()));
  LD_RETURN_IF_ERROR(server_->Listen());
  background_->Start();
  own_checks_ = std::make_unique<OwnChecks>([this] { return server_->CheckOwnPort(); }, &health_, &metrics_);
  own_checks_->Start();
  return absl::OkStatus();
}

void Host::Drain() {
  if (own_checks_ != nullptr) own_checks_->Stop();
  if (server_ != nullptr) server_->Drain();
  if (background_ != nullptr) background_->Stop();
  if (storage_ != nullptr) storage_->Stop();
}

}  // namespace liandong::runtime
