#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "shared/matching/subject.h"
#include "shared/records/key_index.h"
#include "shared/store/database.h"

namespace liandong::records {

// Blind index of persons in one role, which finds them even if half of what is written about them is wrong
// (matching::SearchKeys). It stores no name, sound or date, only eight bytes of an HMAC per key. The cost of a look-up
// does not grow with the number of persons. With strangers it reveals little about hits, because it then always returns
// the same number of records.
class SearchIndex {
 public:
  struct Person {
    matching::Subject subject;
    std::string id;  // id of the record that contains the person
  };

  // `keys` is not owned.
  SearchIndex(std::string role, const KeyIndex* keys) : role_(std::move(role)), digest_(&keys->digest()) {}

  const std::string& role() const { return role_; }

  static std::vector<store::Migration> Migrations();

  // A record may have several persons in the role. Persons that are already stored are left unchanged. Adding many at
  // once costs less, because their keys are written in order.
  absl::Status Add(store::Tx& tx, absl::Span<const Person> persons) const;
  absl::Status Remove(store::Tx& tx, absl::string_view id) const;
  // In all roles.
  static absl::Status RemoveAll(store::Tx& tx, absl::string_view id);

  // Ids of the records whose persons may be the subject, the most likely first, each once. Then those of strangers, who
  // have nothing in common with the subject, so that the time of a look-up does not tell whether there was a hit:
  // always matching::kMostCompared in all if enough persons are stored.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, const matching::Subject& subject) const;
  // The number of persons in the role.
  absl::StatusOr<int64_t> Count(store::ReadTx& tx) const;

 private:
  struct Numbered;

  int64_t Number(absl::string_view domain, absl::string_view value) const;
  Numbered NumberedOf(const Person& person) const;
  absl::Status AddStrangers(store::ReadTx& tx, int64_t near, std::vector<std::string>& ids) const;

  std::string role_;
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::records
