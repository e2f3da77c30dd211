#include "shared/records/key_index.h"

#include "shared/base/status_macros.h"

namespace liandong::records {

std::vector<store::Migration> KeyIndex::Migrations() {
  return {{.version = 1,
           .component = "key_index",
           .sql = "CREATE TABLE record_key (domain TEXT NOT NULL, token BLOB NOT NULL, id TEXT NOT NULL);"
                  "CREATE INDEX record_key_by_token ON record_key (token, domain);"
                  "CREATE INDEX record_key_by_id ON record_key (id);"}};
}

absl::Status KeyIndex::Add(store::Tx& tx, absl::string_view domain, absl::string_view value,
                           absl::string_view id) const {
  const std::string token = digest_->Token(domain, value);
  return tx.Put("INSERT INTO record_key (domain, token, id) VALUES ($1, $2, $3)", {domain, store::Blob{token}, id});
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
                                                              absl::string_view value, int limit) const {
  const std::string token = digest_->Token(domain, value);
  std::vector<std::string> ids;
  LD_RETURN_IF_ERROR(tx.Query(
      "SELECT DISTINCT id FROM record_key WHERE token = $1 AND domain = $2 ORDER BY id DESC LIMIT $3",
      {store::Blob{token}, domain, int64_t{limit}}, [&](const store::Row& row) { ids.emplace_back(row.Text(0)); }));
  return ids;
}

}  // namespace liandong::records
