#pragma once

#include <string>
#include <vector>

#include "shared/records/key_index.h"
#include "shared/records/record_type.h"
#include "shared/records/search_index.h"
#include "shared/records/table.h"
#include "shared/store/migrate.h"
#include "tests/testing/key_ring.h"

namespace liandong::testing {

// The tables of a service's store (casefile::CasefileStore) with publicly known keys, for tests that need no server.
template <typename Store>
class StoreTables {
 public:
  const Store& store() const { return store_; }
  const records::KeyIndex& keys() const { return keys_; }

  static absl::Status Make(store::Database& database, law::Service service) {
    return database.Migrate(store::Concatenate({records::SealedTable::Migrations(records::RecordTypesOf(service)),
                                                seal::RecordSealer::Migrations(), records::KeyIndex::Migrations(),
                                                records::SearchIndex::Migrations()}));
  }

 private:
  const seal::KeyRing ring_ = TestRing();
  const seal::Sealer sealer_{&ring_};
  const seal::RecordSealer record_sealer_{&sealer_};
  const seal::Key key_{std::string(seal::Key::kSize, 'k')};
  const seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  const records::KeyIndex keys_{&digest_};
  const Store store_{&record_sealer_, &keys_};
};

}  // namespace liandong::testing
