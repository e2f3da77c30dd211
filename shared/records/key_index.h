#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/seal/keyed_digest.h"
#include "shared/store/database.h"

namespace liandong::records {

// Blind index: finds records by values that are not stored. A domain names the kind of value (`victim/identity`).
class KeyIndex {
 public:
  // Not owned.
  explicit KeyIndex(const seal::KeyedDigest* digest) : digest_(digest) {}

  static std::vector<store::Migration> Migrations();

  const seal::KeyedDigest& digest() const { return *digest_; }

  absl::Status Add(store::Tx& tx, absl::string_view domain, absl::string_view value, absl::string_view id) const;
  absl::Status Remove(store::Tx& tx, absl::string_view domain, absl::string_view id) const;
  // Removes the record's values in all domains.
  static absl::Status RemoveAll(store::Tx& tx, absl::string_view id);
  // Each id once, in the order of the ids, which is the order of creation.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, absl::string_view domain,
                                                absl::string_view value) const;
  // The last `limit` of them that were created at `since` or later, the latest first. The cost does not grow with the
  // number of records.
  absl::StatusOr<std::vector<std::string>> FindLatest(store::ReadTx& tx, absl::string_view domain,
                                                      absl::string_view value, absl::Time since, int limit) const;

 private:
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::records
