#include "shared/runtime/storage.h"

#include <string>
#include <utility>

#include "shared/base/status_macros.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/origin.h"
#include "shared/runtime/schema.h"
#include "shared/store/migrate.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"

namespace liandong::runtime {

absl::StatusOr<std::unique_ptr<Storage>> Storage::Open(const Config& config, const Definition& definition) {
  LD_ASSIGN_OR_RETURN(auto signer,
                      ledger::CheckpointSigner::FromFile(config.ledger_key_path, ledger::OriginOf(config.service)));
  LD_ASSIGN_OR_RETURN(auto database, config.postgres.empty() ? store::OpenSqlite(config.data_path)
                                                             : store::OpenPostgres(config.postgres));
  std::vector<std::string> event_tables = definition.event_tables;
  event_tables.emplace_back(obligations::Book::kEvents);
  auto storage = std::unique_ptr<Storage>(new Storage(std::move(signer), std::move(event_tables), std::move(database)));
  LD_RETURN_IF_ERROR(storage->Prepare(SchemaOf(definition)));
  return storage;
}

Storage::Storage(ledger::CheckpointSigner signer, std::vector<std::string> event_tables,
                 std::unique_ptr<store::Database> database)
    : ledger_(std::move(signer), database->exclusive()),
      events_(std::move(event_tables), database->exclusive(),
              [this](const std::vector<std::string>& keys) { watch_hub_.Notify(keys); }),
      obligations_(&events_),
      database_(std::move(database)) {}

absl::Status Storage::Prepare(const std::vector<store::Migration>& schema) {
  LD_RETURN_IF_ERROR(database_->Migrate(schema));
  // A table of records that this program does not know would not be re-encrypted, and would be lost when the key of its
  // epoch is destroyed.
  LD_RETURN_IF_ERROR(
      database_->ReadAndWait([&schema](store::ReadTx& tx) { return store::RefuseUnknownComponents(tx, schema); }));
  LD_RETURN_IF_ERROR(database_->WriteAndWait([this](store::Tx& tx) { return Load(tx); }));
  // Several replicas use the sequencer instead.
  if (database_->exclusive()) {
    database_->AddHook(&ledger_);
    database_->AddHook(&events_);
  }
  return absl::OkStatus();
}

absl::Status Storage::Load(store::Tx& tx) {
  LD_RETURN_IF_ERROR(ledger_.Open(tx));
  // Numbers events that replicas left behind, if this process now has the database to itself.
  for (bool some = database_->exclusive(); some;) {
    LD_ASSIGN_OR_RETURN(some, events_.Number(tx));
  }
  return events_.Load(tx);
}

absl::StatusOr<bool> Storage::InUse() {
  LD_ASSIGN_OR_RETURN(const int64_t entries, database_->ReadValue(ledger::Ledger::Size));
  return entries > 0;
}

}  // namespace liandong::runtime
