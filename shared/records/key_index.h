#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
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
  // With one statement for every four values.
  absl::Status AddAll(store::Tx& tx, absl::string_view domain, absl::Span<const std::string> values,
                      absl::string_view id) const;
  absl::Status Remove(store::Tx& tx, absl::string_view domain, absl::string_view id) const;
  // Removes the record's values in all domains.
  static absl::Status RemoveAll(store::Tx& tx, absl::string_view id);
  // Each id once, in the order of the ids, which is the order of creation.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, absl::string_view domain,
                                                absl::string_view value) const;
  // Those found by any of the values, with one statement for every four.
  absl::StatusOr<std::vector<std::string>> FindAny(store::ReadTx& tx, absl::string_view domain,
                                                   absl::Span<const std::string> values) const;
  // For each of the values the last `limit` ids, the latest first, with one statement for four values. The cost does
  // not grow with the number of records.
  absl::StatusOr<std::vector<std::vector<std::string>>> FindLatest(store::ReadTx& tx, absl::string_view domain,
                                                                   absl::Span<const std::string> values,
                                                                   int limit) const;

 private:
  std::vector<std::string> TokensOf(absl::string_view domain, absl::Span<const std::string> values) const;

  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::records
