#include "shared/runtime/schema.h"

#include "shared/contract/saved_replies.h"
#include "shared/ledger/cosigned.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/witness.h"
#include "shared/records/search_index.h"
#include "shared/runtime/retention_service.h"
#include "shared/runtime/sealing.h"

namespace liandong::runtime {

std::vector<store::Migration> SchemaOf(const Definition& definition) {
  std::vector<store::Migration> all = {records::KeyIndex::Schema(), records::EventOrder::Schema(),
                                       ledger::Witness::Schema(), ledger::CosignedSchema(), RetentionService::Schema()};
  for (const auto& some :
       {records::SearchIndex::Schemas(), contract::SavedReplies::Schemas(), ledger::Ledger::Schemas(),
        outbox::Outbox::Schemas(), obligations::Book::Schemas(), Sealing::Schemas(), definition.migrations}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace liandong::runtime
