#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

namespace liandong::seal {

// Gives each record a key of its own, which what is told of it is sealed with: the record, and replies that show it. To
// destroy that key is to erase them, wherever there are copies. The keys are in a table apart, sealed themselves, so
// that a backup can be kept longer than they are. Thread-safe.
class RecordSealer {
 public:
  // Expression of the stored key of the record whose id is the expression `id`; null where there is none.
  static std::string Stored(absl::string_view id);

  // Not owned.
  explicit RecordSealer(const Sealer* sealer) : sealer_(sealer) {}

  static std::vector<store::Migration> Migrations();

  const Sealer& sealer() const { return *sealer_; }

  // A key for a record that has none yet.
  absl::StatusOr<Key> Make(store::Tx& tx, absl::string_view id) const;
  absl::StatusOr<std::optional<Key>> Find(store::ReadTx& tx, absl::string_view id) const;
  // Of the column Stored().
  absl::StatusOr<std::optional<Key>> Read(const store::Row& row, int column, absl::string_view id) const;
  static absl::Status Destroy(store::Tx& tx, absl::string_view id);

  // Of the keys themselves, as seal::Freshen.
  absl::StatusOr<int> Freshen(store::Tx& tx, std::string& after, int limit) const;

 private:
  const Sealer* sealer_;
};

}  // namespace liandong::seal
