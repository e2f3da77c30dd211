#include "shared/seal/record_sealer.h"

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/seal/made_keys.h"
#include "shared/seal/reencrypt.h"

namespace liandong::seal {
namespace {

constexpr char kTable[] = "record_secret";

Place PlaceOf(absl::string_view id) { return {kTable, id}; }

}  // namespace

std::string RecordSealer::Stored(absl::string_view id) {
  return absl::StrCat("(SELECT secret FROM record_secret WHERE record = ", id, ")");
}

std::vector<store::Migration> RecordSealer::Migrations() {
  return {{.version = 1,
           .component = kTable,
           .sql = "CREATE TABLE record_secret (record TEXT NOT NULL UNIQUE, secret BLOB NOT NULL)"},
          // Reads each record together with its key: one look-up instead of two.
          {.version = 2,
           .component = kTable,
           .sql = "ALTER TABLE record_secret RENAME TO record_secret_before;"
                  "CREATE TABLE record_secret (record TEXT NOT NULL, secret BLOB NOT NULL, PRIMARY KEY (record)) "
                  "WITHOUT ROWID;"
                  "INSERT INTO record_secret (record, secret) SELECT record, secret FROM record_secret_before;"
                  "DROP TABLE record_secret_before;"}};
}

absl::StatusOr<Key> RecordSealer::Make(store::Tx& tx, absl::string_view id) const {
  Key key = Key::Random();
  const std::string sealed = sealer_->Seal(PlaceOf(id), key.view());
  LD_RETURN_IF_ERROR(tx.Put("INSERT INTO record_secret (record, secret) VALUES ($1, $2)", {id, store::Blob{sealed}}));
  MadeKeys::Add(id, key);
  return key;
}

absl::StatusOr<std::optional<Key>> RecordSealer::Find(store::ReadTx& tx, absl::string_view id) const {
  absl::StatusOr<std::optional<Key>> key = MadeKeys::Find(id);
  if (key->has_value()) return key;
  LD_RETURN_IF_ERROR(tx.Query("SELECT secret FROM record_secret WHERE record = $1", {id},
                              [&](const store::Row& row) { key = Read(row, 0, id); }));
  return key;
}

absl::StatusOr<std::optional<Key>> RecordSealer::Read(const store::Row& row, int column, absl::string_view id) const {
  if (row.IsNull(column)) return std::nullopt;
  LD_ASSIGN_OR_RETURN(const std::string bytes, sealer_->Open(PlaceOf(id), row.Bytes(column)));
  if (bytes.size() != Key::kSize) return absl::DataLossError("a record key has the wrong size");
  return Key(bytes);
}

absl::Status RecordSealer::Destroy(store::Tx& tx, absl::string_view id) {
  return tx.Put("DELETE FROM record_secret WHERE record = $1", {id});
}

absl::StatusOr<int> RecordSealer::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  return seal::Reencrypt(tx, *sealer_, {kTable, "record", "secret"}, after, limit);
}

}  // namespace liandong::seal
