// The background work of a host: its threads, and what each of them reports.
#include <utility>

#include "shared/base/status_macros.h"
#include "shared/common_services/obligations/overdue_notice.h"
#include "shared/ledger/origin.h"
#include "shared/runtime/host.h"
#include "shared/runtime/schema.h"
#include "shared/runtime/witness.h"
#include "shared/store/migrate.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {

// A table of records that this program does not know would not be re-encrypted,
// and would be lost when the key of its epoch is destroyed.
absl::Status Host::StartSealing() {
  LD_RETURN_IF_ERROR(database_->ReadAndWait([this](store::ReadTx &tx) {
    return store::RefuseUnknownComponents(tx, SchemaOf(definition_));
  }));
  auto &epochs = metrics_.Gauge(telemetry::kSealEpochs);
  auto &age = metrics_.Gauge(telemetry::kSealEpochSeconds);
  auto &older = metrics_.Gauge(telemetry::kSealOlderRootKeys);
  sealing_->Start(records::RecordTypesOf(definition_.service),
                  saved_replies_.get(), outbox_.get(),
                  [&epochs, &age, &older](const seal::KeyStore::Age &found,
                                          absl::Time now) {
                    epochs.Set(static_cast<double>(found.epochs));
                    age.Set(absl::ToDoubleSeconds(now - found.newest));
                    older.Set(static_cast<double>(found.not_newest_root));
                  });
  return absl::OkStatus();
}

void Host::MakeKeeper() {
  auto &waiting = metrics_.Gauge(telemetry::kLedgerWaiting);
  auto &oldest = metrics_.Gauge(telemetry::kLedgerWaitingSeconds);
  keeper_ = std::make_unique<Keeper>(
      database_.get(), ledger_.get(), events_.get(), clock_, hub_.get(),
      [&waiting, &oldest](int64_t entries, absl::Duration age) {
        waiting.Set(static_cast<double>(entries));
        oldest.Set(absl::ToDoubleSeconds(age));
      });
}

absl::Status Host::MakeCommonServices() {
  LD_ASSIGN_OR_RETURN(ledger::Witness witness, MakeWitness(config_));
  common_services_ = std::unique_ptr<const common_services::Process>(
      new common_services::Process{
          .obligations = *book_,
          .tokens = *tokens_,
          .trust_domain = config_.tls.trust_domain,
          .origin = ledger::OriginOf(config_.service),
          .tree_hash = ledger_->tree_hash(),
          .witness = std::move(witness),
          .types = records::RecordTypesOf(config_.service)});
  return absl::OkStatus();
}

void Host::MakeCosigning() {
  std::vector<law::Service> witnesses;
  for (const auto &[service, address] : config_.peers) {
    if (service != config_.service)
      witnesses.push_back(service);
  }
  metrics_.Gauge(telemetry::kLedgerWitnesses)
      .Set(static_cast<double>(witnesses.size()));
  auto &size = metrics_.Gauge(telemetry::kLedgerCosignedEntries);
  auto &cosigned = metrics_.Gauge(telemetry::kLedgerCosignatures);
  auto &refused = metrics_.Counter(telemetry::kLedgerRefused);
  cosigning_ = std::make_unique<Cosigning>(
      witnesses.empty() ? absl::InfiniteDuration() : config_.cosign_interval,
      database_.get(), peers_.get(), ledger::OriginOf(config_.service),
      ledger_->tree_hash(), std::move(witnesses),
      [&size, &cosigned, &refused](const Cosigning::Result &result) {
        size.Set(static_cast<double>(result.size));
        cosigned.Set(result.cosigned);
        refused.Increment(result.refused);
        if (result.refused > 0) {
          telemetry::Log(telemetry::Severity::kError,
                         "a witness refuses to cosign the ledger's checkpoint",
                         {{"witnesses", int64_t{result.refused}}});
        }
      });
}

void Host::MakeRelay() {
  auto &waiting = metrics_.Gauge(telemetry::kOutboxMessages);
  auto &oldest = metrics_.Gauge(telemetry::kOutboxOldest);
  relay_ = std::make_unique<outbox::Relay>(
      database_.get(), outbox_.get(), clock_,
      [this](const outbox::Message &message) {
        return peers_->Deliver(message);
      },
      [&waiting, &oldest](int64_t messages, absl::Duration age) {
        waiting.Set(static_cast<double>(messages));
        oldest.Set(absl::ToDoubleSeconds(age));
      });
}

void Host::MakeSweeper() {
  obligations::Calendar calendar;
  if (definition_.calendar.due != nullptr) {
    calendar.due = [this](store::ReadTx &tx, absl::Time now) {
      return definition_.calendar.due(tx, parts(), now);
    };
    calendar.open = [this](store::Tx &tx, absl::Time now) {
      return definition_.calendar.open(tx, parts(), now);
    };
  }
  sweeper_ = std::make_unique<obligations::Sweeper>(
      config_.sweep_interval, database_.get(), book_.get(), clock_,
      std::move(calendar),
      [this](store::Tx &tx, const obligation::v1::Obligation &obligation,
             absl::Time now) {
        return common_services::NoteOverdue(*outbox_, tx, obligation, now);
      },
      [this](const std::map<obligations::Kind, int64_t> &overdue) {
        const auto &kinds = *obligation::v1::ObligationKind_descriptor();
        for (int i = 1; i < kinds.value_count(); ++i) {
          const auto found = overdue.find(
              static_cast<obligations::Kind>(kinds.value(i)->number()));
          metrics_
              .Gauge(telemetry::kObligationsOverdue,
                     {{"kind", kinds.value(i)->name()}})
              .Set(found == overdue.end() ? 0
                                          : static_cast<double>(found->second));
        }
      });
}

} // namespace liandong::runtime
