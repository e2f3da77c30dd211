#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/contract/watch_streams/watch_hub.h"
#include "shared/ledger/ledger.h"
#include "shared/obligations/book.h"
#include "shared/records/event_order.h"
#include "shared/runtime/config.h"
#include "shared/runtime/definition.h"
#include "shared/store/database.h"

namespace liandong::runtime {

// The database of one process, migrated, and what keeps the ledger, the events and the obligations in it.
class Storage {
 public:
  static absl::StatusOr<std::unique_ptr<Storage>> Open(const Config& config, const Definition& definition);

  // Whether there were calls before.
  absl::StatusOr<bool> InUse();

  store::Database& database() { return *database_; }
  ledger::Ledger& ledger() { return ledger_; }
  const records::EventOrder& events() const { return events_; }
  const obligations::Book& obligations() const { return obligations_; }
  contract::WatchHub& watch_hub() { return watch_hub_; }

  // Finishes the waiting jobs and refuses later ones. Afterwards the database calls no hook.
  void Stop() { database_->Stop(); }

 private:
  Storage(ledger::CheckpointSigner signer, std::vector<std::string> event_tables,
          std::unique_ptr<store::Database> database);
  absl::Status Prepare(const std::vector<store::Migration>& schema);
  absl::Status Load(store::Tx& tx);

  ledger::Ledger ledger_;
  contract::WatchHub watch_hub_;
  records::EventOrder events_;
  obligations::Book obligations_;
  // Declared last, so that its threads end before the hooks that they call.
  std::unique_ptr<store::Database> database_;
};

}  // namespace liandong::runtime
