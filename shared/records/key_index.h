#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/keyed_digest.h"
#include "shared/store/database.h"

namespace liandong::records {

// Blind index: finds records by values that are not stored. A domain names what the value is (`victim/identity`).
class KeyIndex {
 public:
  // Not owned.
  explicit KeyIndex(const seal::KeyedDigest* digest) : digest_(digest) {}

  static std::vector<store::Migration> Migrations();

  const seal::KeyedDigest& digest() const { return *digest_; }

  absl::Status Add(store::Tx& tx, absl::string_view domain, absl::string_view value, absl::string_view id) const;
  absl::Status Remove(store::Tx& tx, absl::string_view domain, absl::string_view id) const;
  // In all domains.
  static absl::Status RemoveAll(store::Tx& tx, absl::string_view id);
  // In the order of the ids, which is that of the records' making.
  absl::StatusOr<std::vector<std::string>> Find(store::ReadTx& tx, absl::string_view domain,
                                                absl::string_view value) const;
  // The last so many of them, the latest first.
  absl::StatusOr<std::vector<std::string>> FindLatest(store::ReadTx& tx, absl::string_view domain,
                                                      absl::string_view value, int limit) const;

 private:
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::records
