#include "shared/records/search_index.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/status_macros.h"
#include "shared/matching/search_keys.h"
#include "shared/matching/tally.h"
#include "shared/store/parameters.h"

namespace liandong::records {
namespace {

// Keys that one statement looks up.
constexpr size_t kAtOnce = 32;
// Counts of a role are spread over so many rows, so that writers seldom meet.
constexpr int64_t kCounts = 16;
// No key has this number.
constexpr int64_t kNone = -1;

std::string LookUpStatement() {
  std::vector<std::string> parts;
  for (size_t i = 1; i <= kAtOnce; ++i) {
    parts.push_back(absl::StrCat("SELECT * FROM (SELECT token, entry FROM search_key WHERE token = $", i, " LIMIT ",
                                 matching::kLargestBlock + 1, ") AS met", i));
  }
  return absl::StrJoin(parts, " UNION ALL ");
}

std::string AddStatement() {
  std::vector<std::string> rows;
  for (size_t i = 0; i < kAtOnce; ++i) rows.push_back(absl::StrCat("(", store::Parameters(2, 2 * i + 1), ")"));
  return absl::StrCat("INSERT INTO search_key (token, entry) VALUES ", absl::StrJoin(rows, ", "),
                      " ON CONFLICT DO NOTHING");
}

std::string ResolveStatement() {
  return absl::StrCat("SELECT entry, id FROM search_entry WHERE entry IN (", store::Parameters(matching::kMostCompared),
                      ")");
}

absl::Status AddToCount(store::Tx& tx, absl::string_view role, int64_t entry, int64_t change) {
  return tx.Put(
      "INSERT INTO search_count (role, part, persons) VALUES ($1, $2, $3) "
      "ON CONFLICT (role, part) DO UPDATE SET persons = search_count.persons + excluded.persons",
      {role, entry % kCounts, change});
}

// In all roles where `role` is empty.
absl::Status RemoveEntries(store::Tx& tx, absl::string_view id, absl::string_view role) {
  std::vector<std::pair<int64_t, std::string>> entries;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT entry, role FROM search_entry WHERE id = $1 AND ($2 = '' OR role = $2)", {id, role},
               [&](const store::Row& row) { entries.emplace_back(row.Int(0), std::string(row.Text(1))); }));
  for (const auto& [entry, played] : entries) {
    LD_RETURN_IF_ERROR(tx.Put("DELETE FROM search_key WHERE entry = $1", {entry}));
    LD_RETURN_IF_ERROR(tx.Put("DELETE FROM search_entry WHERE entry = $1", {entry}));
    LD_RETURN_IF_ERROR(AddToCount(tx, played, entry, -1));
  }
  return absl::OkStatus();
}

}  // namespace

const store::Migration& SearchIndex::Schema() {
  static const auto* const kSchema = new store::Migration{
      1, "search_index",
      "CREATE TABLE search_key (token INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (token, entry));"
      "CREATE INDEX search_key_by_entry ON search_key (entry);"
      "CREATE TABLE search_entry (entry INTEGER PRIMARY KEY, role TEXT NOT NULL, id TEXT NOT NULL);"
      "CREATE INDEX search_entry_by_id ON search_entry (id);"
      "CREATE TABLE search_count (role TEXT NOT NULL, part INTEGER NOT NULL, persons INTEGER NOT NULL, "
      "PRIMARY KEY (role, part));"};
  return *kSchema;
}

// Positive, so that it is never kNone.
int64_t SearchIndex::Number(absl::string_view domain, absl::string_view value) const {
  const std::string token = digest_->Token(domain, value);
  uint64_t number = 0;
  std::memcpy(&number, token.data(), sizeof number);
  return static_cast<int64_t>(number >> 1U);
}

absl::Status SearchIndex::Add(store::Tx& tx, const matching::Subject& subject, absl::string_view id) const {
  const std::vector<std::string> keys = matching::SearchKeys(subject);
  if (keys.empty()) return absl::OkStatus();
  const int64_t entry = Number("search/entry", absl::StrCat(role_, "|", id, "|", absl::StrJoin(keys, "\n")));
  LD_ASSIGN_OR_RETURN(
      const int64_t added,
      tx.Execute("INSERT INTO search_entry (entry, role, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                 {entry, absl::string_view(role_), id}));
  if (added == 0) return absl::OkStatus();
  static const auto* const kStatement = new std::string(AddStatement());
  for (size_t first = 0; first < keys.size(); first += kAtOnce) {
    std::vector<store::Value> values;
    // The last one again where there are fewer.
    for (size_t i = first; i < first + kAtOnce; ++i) {
      values.emplace_back(Number(role_, keys[std::min(i, keys.size() - 1)]));
      values.emplace_back(entry);
    }
    LD_RETURN_IF_ERROR(tx.Put(*kStatement, values));
  }
  return AddToCount(tx, role_, entry, 1);
}

absl::Status SearchIndex::Remove(store::Tx& tx, absl::string_view id) const { return RemoveEntries(tx, id, role_); }

absl::Status SearchIndex::RemoveAll(store::Tx& tx, absl::string_view id) { return RemoveEntries(tx, id, ""); }

absl::StatusOr<std::vector<int64_t>> SearchIndex::Met(store::ReadTx& tx, const matching::Subject& subject) const {
  static const auto* const kStatement = new std::string(LookUpStatement());
  std::map<int64_t, std::vector<int64_t>> met;
  std::vector<int64_t> tokens;
  for (const std::string& key : matching::LookupKeys(subject)) tokens.push_back(Number(role_, key));
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    std::vector<store::Value> values;
    for (size_t i = first; i < first + kAtOnce; ++i) values.emplace_back(i < tokens.size() ? tokens[i] : kNone);
    LD_RETURN_IF_ERROR(
        tx.Query(*kStatement, values, [&](const store::Row& row) { met[row.Int(0)].push_back(row.Int(1)); }));
  }
  matching::Tally tally;
  for (const auto& [token, entries] : met) tally.Add(entries);
  return tally.Best();
}

absl::StatusOr<std::vector<std::string>> SearchIndex::Find(store::ReadTx& tx, const matching::Subject& subject) const {
  static const auto* const kStatement = new std::string(ResolveStatement());
  LD_ASSIGN_OR_RETURN(const std::vector<int64_t> best, Met(tx, subject));
  std::vector<store::Value> values;
  for (size_t i = 0; i < matching::kMostCompared; ++i) values.emplace_back(i < best.size() ? best[i] : kNone);
  std::map<int64_t, std::string> ids;
  LD_RETURN_IF_ERROR(
      tx.Query(*kStatement, values, [&](const store::Row& row) { ids[row.Int(0)] = std::string(row.Text(1)); }));
  std::vector<std::string> found;
  for (const int64_t entry : best) {
    const auto id = ids.find(entry);
    if (id != ids.end() && std::count(found.begin(), found.end(), id->second) == 0) found.push_back(id->second);
  }
  return found;
}

absl::StatusOr<int64_t> SearchIndex::Count(store::ReadTx& tx) const {
  int64_t count = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT persons FROM search_count WHERE role = $1", {absl::string_view(role_)},
                              [&](const store::Row& row) { count += row.Int(0); }));
  return count;
}

}  // namespace liandong::records
