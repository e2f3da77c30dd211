#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "tests/testing/key_ring.h"

namespace liandong::testing {

// The case files' tables with keys that everybody knows, for what needs no server.
class CasefileTables {
 public:
  const casefile::CasefileStore& store() const { return store_; }

  static absl::Status Make(store::Database& database) {
    std::vector<store::Migration> migrations = casefile::CasefileStore::Migrations();
    migrations.push_back(records::KeyIndex::Schema());
    for (const auto& some : {seal::RecordSealer::Schemas(), records::SearchIndex::Schemas()})
      migrations.insert(migrations.end(), some.begin(), some.end());
    return database.Migrate(migrations);
  }

 private:
  const seal::KeyRing ring_ = TestRing();
  const seal::Sealer sealer_{&ring_};
  const seal::RecordSealer record_sealer_{&sealer_};
  const seal::Key key_{std::string(seal::Key::kSize, 'k')};
  const seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  const records::KeyIndex keys_{&digest_};
  const casefile::CasefileStore store_{&record_sealer_, &keys_};
};

}  // namespace liandong::testing
