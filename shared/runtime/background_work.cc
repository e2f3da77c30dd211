#include "shared/runtime/background_work.h"

#include <map>
#include <utility>

#include "shared/common_services/obligations/overdue_notice.h"
#include "shared/common_services/outbox/undelivered_notice.h"
#include "shared/ledger/origin.h"
#include "shared/records/record_type.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {
namespace {

using Resources = BackgroundWork::Resources;

KeyMaintenance::Report ReportKeys(telemetry::Metrics& metrics) {
  auto& epochs = metrics.Gauge(telemetry::kSealEpochs);
  auto& age = metrics.Gauge(telemetry::kSealEpochSeconds);
  auto& older = metrics.Gauge(telemetry::kSealOlderRootKeys);
  return [&epochs, &age, &older](const seal::KeyStore::Age& found, absl::Time now) {
    epochs.Set(static_cast<double>(found.epochs));
    age.Set(absl::ToDoubleSeconds(now - found.newest));
    older.Set(static_cast<double>(found.not_newest_root));
  };
}

// Sets the number of things that wait and the age of the oldest. The metrics are printed in the order in which they are
// created.
std::function<void(int64_t, absl::Duration)> ReportWaiting(telemetry::Metrics& metrics,
                                                           const telemetry::Metric& number_metric,
                                                           const telemetry::Metric& age_metric) {
  prometheus::Gauge& waiting = metrics.Gauge(number_metric);
  prometheus::Gauge& oldest = metrics.Gauge(age_metric);
  return [&waiting, &oldest](int64_t number, absl::Duration age) {
    waiting.Set(static_cast<double>(number));
    oldest.Set(absl::ToDoubleSeconds(age));
  };
}

outbox::Relay::Report ReportOutbox(telemetry::Metrics& metrics) {
  auto waiting = ReportWaiting(metrics, telemetry::kOutboxMessages, telemetry::kOutboxOldest);
  prometheus::Gauge& set_aside = metrics.Gauge(telemetry::kOutboxSetAside);
  return [waiting = std::move(waiting), &set_aside](const outbox::Relay::Standing& standing) {
    waiting(standing.waiting, standing.oldest);
    set_aside.Set(static_cast<double>(standing.set_aside));
  };
}

obligations::Sweeper::Report ReportOverdue(telemetry::Metrics& metrics) {
  return [&metrics](const std::map<obligations::Kind, int64_t>& overdue) {
    const auto& kinds = *obligation::v1::ObligationKind_descriptor();
    for (int i = 1; i < kinds.value_count(); ++i) {
      const auto found = overdue.find(static_cast<obligations::Kind>(kinds.value(i)->number()));
      metrics.Gauge(telemetry::kObligationsOverdue, {{"kind", kinds.value(i)->name()}})
          .Set(found == overdue.end() ? 0 : static_cast<double>(found->second));
    }
  };
}

Cosigning::Report ReportCosignatures(telemetry::Metrics& metrics) {
  auto& size = metrics.Gauge(telemetry::kLedgerCosignedEntries);
  auto& cosigned = metrics.Gauge(telemetry::kLedgerCosignatures);
  auto& refused = metrics.Counter(telemetry::kLedgerRefused);
  return [&size, &cosigned, &refused](const Cosigning::Result& result) {
    size.Set(static_cast<double>(result.size));
    cosigned.Set(result.cosigned);
    refused.Increment(result.refused);
    if (result.refused > 0) {
      telemetry::Log(telemetry::Severity::kError, "a witness refuses to cosign the ledger's checkpoint",
                     {{"witnesses", int64_t{result.refused}}});
    }
  };
}

std::vector<law::Service> WitnessesOf(const Config& config) {
  std::vector<law::Service> witnesses;
  for (const auto& [service, address] : config.peers) {
    if (service != config.service) witnesses.push_back(service);
  }
  return witnesses;
}

absl::Duration CosignInterval(const Config& config) {
  return WitnessesOf(config).empty() ? absl::InfiniteDuration() : config.cosign_interval;
}

std::unique_ptr<Sequencer> MakeSequencer(const Resources& resources) {
  Storage& storage = *resources.storage;
  if (storage.database().exclusive()) return nullptr;
  return std::make_unique<Sequencer>(
      &storage.database(), &storage.ledger(), &storage.events(), resources.clock,
      ReportWaiting(*resources.metrics, telemetry::kLedgerWaiting, telemetry::kLedgerWaitingSeconds));
}

}  // namespace

BackgroundWork::BackgroundWork(const Resources& resources, obligations::Calendar calendar)
    : key_maintenance_(resources.config->epoch, resources.keys, &resources.storage->database(), resources.clock,
                       {.types = records::RecordTypesOf(resources.config->service),
                        .replies = resources.saved_replies,
                        .outbox = resources.outbox},
                       ReportKeys(*resources.metrics)),
      expiry_(&resources.storage->database(), resources.clock, resources.saved_replies),
      entry_indexing_(&resources.storage->database()),
      relay_(
          &resources.storage->database(), resources.outbox, resources.clock,
          [peers = resources.peers](const outbox::Message& message) { return peers->Deliver(message); },
          [outbox = resources.outbox](store::Tx& tx, const outbox::SetAsideMessage& message, absl::Time now) {
            return common_services::NoteUndelivered(*outbox, tx, message, now);
          },
          ReportOutbox(*resources.metrics)),
      sweeper_(
          resources.config->sweep_interval, &resources.storage->database(), &resources.storage->obligations(),
          resources.clock, std::move(calendar),
          [outbox = resources.outbox](store::Tx& tx, const auto& obligations, absl::Time now) {
            return common_services::NoteOverdue(*outbox, tx, obligations, now);
          },
          ReportOverdue(*resources.metrics)),
      cosigning_(CosignInterval(*resources.config), &resources.storage->database(), resources.peers,
                 ledger::OriginOf(resources.config->service), resources.storage->ledger().tree_hash(),
                 WitnessesOf(*resources.config), ReportCosignatures(*resources.metrics)),
      sequencer_(MakeSequencer(resources)) {
  resources.metrics->Gauge(telemetry::kLedgerWitnesses).Set(static_cast<double>(WitnessesOf(*resources.config).size()));
  store::Database& database = resources.storage->database();
  database.AddHook(&relay_);
  if (sequencer_ != nullptr) database.AddHook(sequencer_.get());
}

void BackgroundWork::Start() {
  relay_.Start();
  sweeper_.Start();
  if (sequencer_ != nullptr) sequencer_->Start();
  expiry_.Start();
  entry_indexing_.Start();
  cosigning_.Start();
}

void BackgroundWork::Stop() {
  cosigning_.Stop();
  entry_indexing_.Stop();
  expiry_.Stop();
  sweeper_.Stop();
  relay_.Stop();
  if (sequencer_ != nullptr) sequencer_->Stop();
  key_maintenance_.Stop();
}

void BackgroundWork::NumberEventsNow() {
  if (sequencer_ != nullptr) sequencer_->SequenceNow();
}

}  // namespace liandong::runtime
