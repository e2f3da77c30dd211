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

// Blind index of persons in one role, by which they are met though half of what is written of them be wrong
// (matching::SearchKeys). No name, sound or date is stored: eight bytes of an HMAC for each key. What a look-up costs
// does not grow with the number of persons, and tells little of whether somebody was met: it always finds as many.
class SearchIndex {
 public:
  struct Person {
    matching::Subject subject;
    std::string id;  // of the record that the person is in
  };

  // `keys` is not owned.
  SearchIndex(std::string role, const KeyIndex* keys) : role_(std::move(role)), digest_(&keys->digest()) {}

  const std::string& role() const { return role_; }

  static std::vector<store::Migration> Migrations();

  // A record may have several persons in the role. Those who are there already are left as they are. Many at once cost
  // less: their keys are written in order.
  absl::Status Add(store::Tx& tx, absl::Span<const Person> persons) const;
  absl::Status Remove(store::Tx& tx, absl::string_view id) const;
  // In all roles.
  static absl::Status RemoveAll(store::Tx& tx, absl::string_view id);

  // Ids of the records whose persons may be the subject, the likeliest first, then of strangers, so that
  // matching::kMostCompared persons are compared whoever is asked about, where there are so many. Each once.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, const matching::Subject& subject) const;
  // Persons in the role.
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
