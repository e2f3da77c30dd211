#pragma once

#include <string>
#include <vector>

#include "liandong/common/v1/person.pb.h"
#include "shared/records/key_index.h"

namespace liandong::records {

// Blind index of persons in one role (`person/victim`), by document and by name with birth date.
class PersonIndex {
 public:
  // `keys` is not owned.
  PersonIndex(std::string role, const KeyIndex* keys) : role_(std::move(role)), keys_(keys) {}

  absl::Status Add(store::Tx& tx, const common::v1::Person& person, absl::string_view id) const;
  absl::Status Remove(store::Tx& tx, absl::string_view id) const;
  // Ids of the records in which the person has the role, each once.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, const common::v1::Person& person) const;

 private:
  std::string role_;
  const KeyIndex* keys_;
};

}  // namespace liandong::records
