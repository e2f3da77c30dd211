#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "services/casefile/persons/subjects.h"
#include "shared/records/person_index.h"
#include "shared/records/search_index.h"

namespace liandong::casefile {

// Blind indexes of the persons in cases and victim files. Each role has its own.
class PersonIndexes {
 public:
  // Not owned.
  explicit PersonIndexes(const records::KeyIndex* keys);

  absl::Status Add(store::Tx& tx, const v1::Case& missing) const;
  absl::Status Add(store::Tx& tx, const v1::VictimFile& file) const;
  absl::Status Remove(store::Tx& tx, const v1::Case& missing) const;
  absl::Status Remove(store::Tx& tx, const v1::VictimFile& file) const;

  // Ids of the records in which the person has the role.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, Role role, const common::v1::Person& person) const;
  // Ids of the records in which somebody with the role may be the subject, however the records are written.
  absl::StatusOr<std::vector<std::string>> Search(store::ReadTx& tx, Role role, const matching::Subject& subject) const;
  // Number of persons with the role, as it was at most some look-ups ago: there are too many rows to read them each
  // time.
  absl::StatusOr<int64_t> Count(store::ReadTx& tx, Role role) const;
  const records::SearchIndex& SearchIndexOf(Role role) const { return IndexesOf(role).search; }

 private:
  struct Indexes {
    Indexes(const std::string& role, const records::KeyIndex* keys) : exact(role, keys), search(role, keys) {}
    records::PersonIndex exact;  // by document, and by name with birth date
    records::SearchIndex search;
    mutable std::atomic<int64_t> counted = 0;
    mutable std::atomic<int> uses_left = 0;
  };

  const Indexes& IndexesOf(Role role) const;
  absl::Status AddTo(const Indexes& indexes, store::Tx& tx, const matching::Subject& subject,
                     absl::string_view id) const;
  absl::Status RemoveFrom(const Indexes& indexes, store::Tx& tx, absl::string_view id) const;

  Indexes missing_;
  Indexes victims_;
  Indexes buyers_;
};

}  // namespace liandong::casefile
