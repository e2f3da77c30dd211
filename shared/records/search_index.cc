#include "shared/records/search_index.h"

#include <algorithm>
#include <cstring>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/status_macros.h"
#include "shared/matching/search_keys.h"
#include "shared/matching/tally.h"
#include "shared/records/search_blocks.h"
#include "shared/store/parameters.h"

namespace liandong::records {
namespace {

constexpr char kEmptied[] =
    "DROP TABLE search_key; DELETE FROM search_person; DELETE FROM search_person_keys; DELETE FROM search_count;"
    "DELETE FROM search_filled;"
    "CREATE TABLE search_key (token INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (token, id)) WITHOUT ROWID;";

// The count of a role is spread over this many rows. A thread adds to one of them for a while, so that a transaction
// touches only one row, and two writers that happen to use the same row soon part again.
constexpr int64_t kCounts = 128;
constexpr int kAddedToOne = 64;

int64_t CountOfThread() {
  thread_local int64_t part = 0;
  thread_local int left = 0;
  if (left-- == 0) {
    part = absl::Uniform<int64_t>(absl::BitGen(), 0, kCounts);
    left = kAddedToOne - 1;
  }
  return part;
}

std::string StrangersStatement() {
  const auto some = [](absl::string_view which, absl::string_view order, absl::string_view name) {
    return absl::StrCat("SELECT * FROM (SELECT id FROM search_person WHERE role = $1 AND entry ", which,
                        " $2 ORDER BY role ", order, ", entry ", order, " LIMIT ", matching::kMostCompared, ") AS ",
                        name);
  };
  return absl::StrCat(some(">=", "", "above"), " UNION ALL ", some("<", "DESC", "below"));
}

absl::Status AddToCount(store::Tx& tx, absl::string_view role, int64_t change) {
  return tx.Put(
      "INSERT INTO search_count (role, part, persons) VALUES ($1, $2, $3) "
      "ON CONFLICT (role, part) DO UPDATE SET persons = search_count.persons + excluded.persons",
      {role, CountOfThread(), change});
}

// In all roles if `role` is empty.
absl::Status RemovePersons(store::Tx& tx, absl::string_view id, absl::string_view role) {
  LD_ASSIGN_OR_RETURN(const std::vector<PersonKeys> all, KeysOf(tx, id, role));
  if (all.empty()) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(const PackedId packed, Pack(id));
  for (const PersonKeys& person : all) {
    LD_RETURN_IF_ERROR(RemoveFromBlocks(tx, person.tokens, packed));
    LD_RETURN_IF_ERROR(tx.Put("DELETE FROM search_person_keys WHERE id = $1 AND role = $2 AND entry = $3",
                              {id, absl::string_view(person.role), person.entry}));
    LD_RETURN_IF_ERROR(tx.Put("DELETE FROM search_person WHERE role = $1 AND entry = $2",
                              {absl::string_view(person.role), person.entry}));
    LD_RETURN_IF_ERROR(AddToCount(tx, person.role, -1));
  }
  return absl::OkStatus();
}

}  // namespace

struct SearchIndex::Numbered {
  int64_t entry;
  std::vector<int64_t> tokens;
};

std::vector<store::Migration> SearchIndex::Migrations() {
  return {
      {.version = 1,
       .component = "search_index",
       .sql = "CREATE TABLE search_key (token INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (token, entry));"
              "CREATE INDEX search_key_by_entry ON search_key (entry);"
              "CREATE TABLE search_entry (entry INTEGER PRIMARY KEY, role TEXT NOT NULL, id TEXT NOT NULL);"
              "CREATE INDEX search_entry_by_id ON search_entry (id);"
              "CREATE TABLE search_count (role TEXT NOT NULL, part INTEGER NOT NULL, persons INTEGER NOT NULL, "
              "PRIMARY KEY (role, part));"},
      // Half the size; backfilled from the records.
      {.version = 2,
       .component = "search_index",
       .sql = "DROP TABLE search_key; DROP TABLE search_entry; DELETE FROM search_count;"
              "CREATE TABLE search_key (token INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (token, entry)) "
              "WITHOUT ROWID;"
              "CREATE TABLE search_person (role TEXT NOT NULL, entry INTEGER NOT NULL, id TEXT NOT NULL, "
              "PRIMARY KEY (role, entry, id)) WITHOUT ROWID;"
              // In a separate table, because they are only needed to remove a person.
              "CREATE TABLE search_person_keys (entry INTEGER PRIMARY KEY, tokens BLOB NOT NULL);"
              "CREATE INDEX search_person_by_id ON search_person (id);"
              "CREATE TABLE search_filled (role TEXT NOT NULL UNIQUE);"},
      // Keys lead directly to the records; backfilled from them.
      {.version = 3, .component = "search_index", .sql = kEmptied},
      // Persons are stored under other keys; backfilled.
      {.version = 4, .component = "search_index", .sql = kEmptied},
      // A person's keys are next to those of the record stored before, instead of anywhere; one table instead of a
      // table and an index.
      {.version = 5,
       .component = "search_index",
       .sql = "ALTER TABLE search_person_keys RENAME TO search_person_keys_before;"
              "CREATE TABLE search_person_keys (id TEXT NOT NULL, role TEXT NOT NULL, entry INTEGER NOT NULL, "
              "tokens BLOB NOT NULL, PRIMARY KEY (id, role, entry)) WITHOUT ROWID;"
              "INSERT INTO search_person_keys (id, role, entry, tokens) SELECT p.id, p.role, p.entry, k.tokens "
              "FROM search_person p JOIN search_person_keys_before k ON k.entry = p.entry;"
              "DROP TABLE search_person_keys_before;"
              "DROP INDEX search_person_by_id;"}};
}

// Positive, so that it never equals kNoKey.
int64_t SearchIndex::Number(absl::string_view domain, absl::string_view value) const {
  const std::string token = digest_->Token(domain, value);
  uint64_t number = 0;
  std::memcpy(&number, token.data(), sizeof number);
  return static_cast<int64_t>(number >> 1U);
}

SearchIndex::Numbered SearchIndex::NumberedOf(const Person& person) const {
  const std::vector<std::string> keys = matching::SearchKeys(person.subject);
  Numbered numbered{Number("search/entry", absl::StrCat(role_, "|", person.id, "|", absl::StrJoin(keys, "\n"))), {}};
  for (const std::string& key : keys) numbered.tokens.push_back(Number(role_, key));
  return numbered;
}

absl::Status SearchIndex::Add(store::Tx& tx, absl::Span<const Person> persons) const {
  std::vector<BlockRow> rows;
  int64_t count = 0;
  for (const Person& person : persons) {
    const Numbered numbered = NumberedOf(person);
    if (numbered.tokens.empty()) continue;
    LD_ASSIGN_OR_RETURN(const PackedId packed, Pack(person.id));
    LD_ASSIGN_OR_RETURN(const bool added, PutKeysOf(tx, person.id, {role_, numbered.entry, numbered.tokens}));
    if (!added) continue;
    LD_RETURN_IF_ERROR(tx.Put("INSERT INTO search_person (role, entry, id) VALUES ($1, $2, $3)",
                              {absl::string_view(role_), numbered.entry, absl::string_view(person.id)}));
    for (const int64_t token : numbered.tokens) rows.push_back({token, packed});
    ++count;
  }
  LD_RETURN_IF_ERROR(PutBlocks(tx, std::move(rows)));
  return count == 0 ? absl::OkStatus() : AddToCount(tx, role_, count);
}

absl::Status SearchIndex::Remove(store::Tx& tx, absl::string_view id) const { return RemovePersons(tx, id, role_); }

absl::Status SearchIndex::RemoveAll(store::Tx& tx, absl::string_view id) { return RemovePersons(tx, id, ""); }

absl::Status SearchIndex::AddStrangers(store::ReadTx& tx, int64_t near, std::vector<std::string>& ids) const {
  static const auto* const kStatement = new std::string(StrangersStatement());
  return tx.Query(*kStatement, {absl::string_view(role_), near}, [&](const store::Row& row) {
    if (ids.size() >= matching::kMostCompared) return;
    std::string id(row.Text(0));
    if (std::count(ids.begin(), ids.end(), id) == 0) ids.push_back(std::move(id));
  });
}

absl::StatusOr<std::vector<std::string>> SearchIndex::Find(store::ReadTx& tx, const matching::Subject& subject) const {
  std::vector<int64_t> tokens;
  for (const std::string& key : matching::LookupKeys(subject)) tokens.push_back(Number(role_, key));
  LD_ASSIGN_OR_RETURN(const auto blocks, LookUpBlocks(tx, tokens));
  matching::Tally tally;
  for (const std::vector<int64_t>& met : blocks.met) tally.Add(met);
  std::vector<std::string> ids;
  for (const int64_t place : tally.Best()) ids.push_back(Unpack(blocks.ids[static_cast<size_t>(place)]));
  // The same strangers for the same question. They are looked up even if none are needed, so that the time is the same.
  LD_RETURN_IF_ERROR(AddStrangers(tx, tokens.empty() ? 0 : tokens.front(), ids));
  return ids;
}

absl::StatusOr<int64_t> SearchIndex::Count(store::ReadTx& tx) const {
  int64_t count = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT persons FROM search_count WHERE role = $1", {absl::string_view(role_)},
                              [&](const store::Row& row) { count += row.Int(0); }));
  return count;
}

}  // namespace liandong::records
