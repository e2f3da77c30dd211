#include "shared/runtime/schema.h"

#include "shared/common_services/process.h"
#include "shared/contract/saved_replies/saved_replies.h"
#include "shared/ledger/cosigned.h"
#include "shared/ledger/entry_index.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/witness.h"
#include "shared/records/search_index.h"
#include "shared/records/table.h"
#include "shared/runtime/expiry.h"
#include "shared/runtime/key_maintenance.h"
#include "shared/runtime/keys.h"
#include "shared/store/migrate.h"

namespace liandong::runtime {

std::vector<store::Migration> SchemaOf(const Definition& definition) {
  return store::Concatenate(
      {records::KeyIndex::Migrations(), records::SearchIndex::Migrations(), records::EventOrder::Migrations(),
       Keys::Migrations(), KeyMaintenance::Migrations(), Expiry::Migrations(), contract::SavedReplies::Migrations(),
       ledger::Ledger::Migrations(), ledger::Witness::Migrations(), ledger::CosignedMigrations(),
       ledger::EntryIndexMigrations(), outbox::Outbox::Migrations(), obligations::Book::Migrations(),
       common_services::Process::Migrations(),
       records::SealedTable::Migrations(records::RecordTypesOf(definition.service)), definition.migrations});
}

}  // namespace liandong::runtime
