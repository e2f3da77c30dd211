#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/matching/subject.h"
#include "shared/records/key_index.h"
#include "shared/store/database.h"

namespace liandong::records {

// Blind index of persons in one role, by which they are met though half of what is written of them be wrong
// (matching::SearchKeys). No name, sound or date is stored: eight bytes of an HMAC for each key. What a look-up costs
// does not grow with the number of persons.
class SearchIndex {
 public:
  // `keys` is not owned.
  SearchIndex(std::string role, const KeyIndex* keys) : role_(std::move(role)), digest_(&keys->digest()) {}

  static const store::Migration& Schema();

  // A record may have several persons in the role.
  absl::Status Add(store::Tx& tx, const matching::Subject& subject, absl::string_view id) const;
  absl::Status Remove(store::Tx& tx, absl::string_view id) const;
  // In all roles.
  static absl::Status RemoveAll(store::Tx& tx, absl::string_view id);

  // Ids of the records whose persons may be the subject, the likeliest first: at most matching::kMostCompared, each
  // once.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, const matching::Subject& subject) const;
  // Persons in the role.
  absl::StatusOr<int64_t> Count(store::ReadTx& tx) const;

 private:
  int64_t Number(absl::string_view domain, absl::string_view value) const;
  absl::StatusOr<std::vector<int64_t>> Met(store::ReadTx& tx, const matching::Subject& subject) const;

  std::string role_;
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::records
