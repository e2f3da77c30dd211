#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

namespace liandong::seal {

// Gives each record a key of its own. The record, and the replies that show it, are encrypted with it, so that
// destroying the key erases them in all copies. The keys are stored, encrypted themselves, in a separate table, so that
// a backup can be kept longer than they are. Thread-safe.
class RecordSealer {
 public:
  // SQL expression for the stored key of the record whose id is the expression `id`; null if there is none.
  static std::string Stored(absl::string_view id);

  // Not owned.
  explicit RecordSealer(const Sealer* sealer) : sealer_(sealer) {}

  static std::vector<store::Migration> Migrations();

  const Sealer& sealer() const { return *sealer_; }

  // Creates the key of a record that has none yet.
  absl::StatusOr<Key> Make(store::Tx& tx, absl::string_view id) const;
  absl::StatusOr<std::optional<Key>> Find(store::ReadTx& tx, absl::string_view id) const;
  // From the column Stored().
  absl::StatusOr<std::optional<Key>> Read(const store::Row& row, int column, absl::string_view id) const;
  static absl::Status Destroy(store::Tx& tx, absl::string_view id);

  // Re-encrypts the record keys, same as seal::Reencrypt.
  absl::StatusOr<int> Reencrypt(store::Tx& tx, std::string& after, int limit) const;

 private:
  const Sealer* sealer_;
};

}  // namespace liandong::seal
