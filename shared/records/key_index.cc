#include "shared/records/key_index.h"

#include "shared/base/ids.h"
#include "shared/base/status_macros.h"

namespace liandong::records {

std::vector<store::Migration> KeyIndex::Migrations() {
  return {{.version = 1,
           .component = "key_index",
           .sql = "CREATE TABLE record_key (domain TEXT NOT NULL, token BLOB NOT NULL, id TEXT NOT NULL);"
                  "CREATE INDEX record_key_by_token ON record_key (token, domain);"
                  "CREATE INDEX record_key_by_id ON record_key (id);"},
          // In the order of the look-ups, so that the latest records of a value are read without the others, and a
          // value is written to one place.
          {.version = 2,
           .component = "key_index",
           .sql = "DROP INDEX record_key_by_token;"
                  "DROP INDEX record_key_by_id;"
                  "ALTER TABLE record_key RENAME TO record_key_before;"
                  "CREATE TABLE record_key (domain TEXT NOT NULL, token BLOB NOT NULL, id TEXT NOT NULL, "
                  "PRIMARY KEY (token, domain, id)) WITHOUT ROWID;"
                  "INSERT INTO record_key (domain, token, id) SELECT DISTINCT domain, token, id FROM record_key_before;"
                  "DROP TABLE record_key_before;"
                  "CREATE INDEX record_key_by_id ON record_key (id);"}};
}

absl::Status KeyIndex::Add(store::Tx& tx, absl::string_view domain, absl::string_view value,
                           absl::string_view id) const {
  const std::string token = digest_->Token(domain, value);
  return tx.Put("INSERT INTO record_key (domain, token, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                {domain, store::Blob{token}, id});
}

absl::Status KeyIndex::Remove(store::Tx& tx, absl::string_view domain, absl::string_view id) const {
  return tx.Execute("DELETE FROM record_key WHERE id = $1 AND domain = $2", {id, domain}).status();
}

absl::Status KeyIndex::RemoveAll(store::Tx& tx, absl::string_view id) {
  return tx.Put("DELETE FROM record_key WHERE id = $1", {id});
}

absl::StatusOr<std::vector<std::string>> KeyIndex::Find(store::ReadTx& tx, absl::string_view domain,
                                                        absl::string_view value) const {
  const std::string token = digest_->Token(domain, value);
  std::vector<std::string> ids;
  LD_RETURN_IF_ERROR(tx.Query("SELECT id FROM record_key WHERE token = $1 AND domain = $2 ORDER BY id",
                              {store::Blob{token}, domain},
                              [&](const store::Row& row) { ids.emplace_back(row.Text(0)); }));
  return ids;
}

absl::StatusOr<std::vector<std::string>> KeyIndex::FindLatest(store::ReadTx& tx, absl::string_view domain,
                                                              absl::string_view value, absl::Time since,
                                                              int limit) const {
  const std::string token = digest_->Token(domain, value);
  const std::string first = base::LeastId(since);
  std::vector<std::string> ids;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT id FROM record_key WHERE token = $1 AND domain = $2 AND id >= $3 ORDER BY id DESC LIMIT $4",
               {store::Blob{token}, domain, absl::string_view(first), int64_t{limit}},
               [&](const store::Row& row) { ids.emplace_back(row.Text(0)); }));
  return ids;
}

}  // namespace liandong::records
