#include "shared/records/person_index.h"

#include <algorithm>

#include "shared/base/status_macros.h"
#include "shared/matching/keys.h"

namespace liandong::records {

absl::Status PersonIndex::Add(store::Tx& tx, const common::v1::Person& person, absl::string_view id) const {
  for (const std::string& key : matching::PersonKeys(person)) LD_RETURN_IF_ERROR(keys_->Add(tx, role_, key, id));
  return absl::OkStatus();
}

absl::Status PersonIndex::Remove(store::Tx& tx, absl::string_view id) const { return keys_->Remove(tx, role_, id); }

absl::StatusOr<std::vector<std::string>> PersonIndex::Find(store::ReadTx& tx, const common::v1::Person& person) const {
  std::vector<std::string> found;
  for (const std::string& key : matching::PersonKeys(person)) {
    LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, keys_->Find(tx, role_, key));
    for (const std::string& id : ids) {
      if (std::count(found.begin(), found.end(), id) == 0) found.push_back(id);
    }
  }
  return found;
}

}  // namespace liandong::records
