#include "shared/records/key_index.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/status_macros.h"
#include "shared/store/parameters.h"

namespace liandong::records {
namespace {

// Values of one statement. A person has two keys, and two persons have two documents.
constexpr size_t kAtOnce = 4;

// The parameter of a token. SQLite numbers parameters in the order in which a statement first mentions them: the first
// token, two other values, and then the further tokens.
std::string Mentioned(size_t value) { return absl::StrCat("$", value == 0 ? 1 : value + 3); }

std::string AddStatement() {
  std::vector<std::string> rows;
  for (size_t i = 0; i < kAtOnce; ++i) rows.push_back(absl::StrCat("(", Mentioned(i), ", $2, $3)"));
  return absl::StrCat("INSERT INTO record_key (token, domain, id) VALUES ", absl::StrJoin(rows, ", "),
                      " ON CONFLICT DO NOTHING");
}

std::string FindLatestStatement() {
  std::vector<std::string> parts;
  for (size_t i = 0; i < kAtOnce; ++i) {
    parts.push_back(absl::StrCat("SELECT * FROM (SELECT token, id FROM record_key WHERE token = ", Mentioned(i),
                                 " AND domain = $2 ORDER BY id DESC LIMIT $3) AS of", i));
  }
  return absl::StrJoin(parts, " UNION ALL ");
}

// The token at this place. Beyond the last one, the last is repeated.
store::Value TokenAt(const std::vector<std::string>& tokens, size_t place) {
  return store::Blob{tokens[std::min(place, tokens.size() - 1)]};
}

// The values of a statement: tokens from `first` on, with two others after the first of them.
std::vector<store::Value> Around(const std::vector<std::string>& tokens, size_t first, const store::Value& second,
                                 const store::Value& third) {
  std::vector<store::Value> values = {TokenAt(tokens, first), second, third};
  for (size_t i = first + 1; i < first + kAtOnce; ++i) values.push_back(TokenAt(tokens, i));
  return values;
}

}  // namespace

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

std::vector<std::string> KeyIndex::TokensOf(absl::string_view domain, absl::Span<const std::string> values) const {
  std::vector<std::string> tokens;
  tokens.reserve(values.size());
  for (const std::string& value : values) tokens.push_back(digest_->Token(domain, value));
  return tokens;
}

absl::Status KeyIndex::AddAll(store::Tx& tx, absl::string_view domain, absl::Span<const std::string> values,
                              absl::string_view id) const {
  static const auto* const kStatement = new std::string(AddStatement());
  const std::vector<std::string> tokens = TokensOf(domain, values);
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    LD_RETURN_IF_ERROR(tx.Put(*kStatement, Around(tokens, first, domain, id)));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> KeyIndex::FindAny(store::ReadTx& tx, absl::string_view domain,
                                                           absl::Span<const std::string> values) const {
  static const auto* const kStatement = new std::string(
      absl::StrCat("SELECT id FROM record_key WHERE domain = $1 AND token IN (", store::Parameters(kAtOnce, 2), ")"));
  const std::vector<std::string> tokens = TokensOf(domain, values);
  std::vector<std::string> ids;
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    std::vector<store::Value> asked = {domain};
    for (size_t i = first; i < first + kAtOnce; ++i) asked.push_back(TokenAt(tokens, i));
    LD_RETURN_IF_ERROR(tx.Query(*kStatement, asked, [&](const store::Row& row) { ids.emplace_back(row.Text(0)); }));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

absl::StatusOr<std::vector<std::vector<std::string>>> KeyIndex::FindLatest(store::ReadTx& tx, absl::string_view domain,
                                                                           absl::Span<const std::string> values,
                                                                           int limit) const {
  static const auto* const kStatement = new std::string(FindLatestStatement());
  const std::vector<std::string> tokens = TokensOf(domain, values);
  std::vector<std::vector<std::string>> latest(tokens.size());
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    const auto asked = Around(tokens, first, domain, int64_t{limit});
    LD_RETURN_IF_ERROR(tx.Query(*kStatement, asked, [&](const store::Row& row) {
      for (size_t i = first; i < std::min(first + kAtOnce, tokens.size()); ++i) {
        // A repeated token has each id several times.
        const std::string id(row.Text(1));
        if (tokens[i] == row.Bytes(0) && std::count(latest[i].begin(), latest[i].end(), id) == 0)
          latest[i].push_back(id);
      }
    }));
  }
  return latest;
}

}  // namespace liandong::records
