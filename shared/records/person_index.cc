#include "shared/records/person_index.h"

#include "shared/matching/keys.h"

namespace liandong::records {

absl::Status PersonIndex::Add(store::Tx& tx, const common::v1::Person& person, absl::string_view id) const {
  return keys_->AddAll(tx, role_, matching::PersonKeys(person), id);
}

absl::Status PersonIndex::Remove(store::Tx& tx, absl::string_view id) const { return keys_->Remove(tx, role_, id); }

absl::StatusOr<std::vector<std::string>> PersonIndex::Find(store::ReadTx& tx, const common::v1::Person& person) const {
  return keys_->FindAny(tx, role_, matching::PersonKeys(person));
}

}  // namespace liandong::records
