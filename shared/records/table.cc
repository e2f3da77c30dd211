#include "shared/records/table.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/store/parameters.h"

namespace liandong::records {
namespace {

constexpr char kSelected[] =
    "SELECT id, division, owner, kind, state, parent, create_time, version, sealed, $key FROM $table ";
// Erased records stay as empty rows, which no list shows.
constexpr char kPresent[] = "length(sealed) > 0";
// The records of a parent, which are few. -1 and the empty string stand for "any".
constexpr char kChildren[] =
    "WHERE parent = $1 AND parent <> '' AND substr(division, 1, length($2)) = $2 AND "
    "($3 = 1 OR length(division) = length($2)) AND ($4 = '' OR owner = $4) AND ($5 = -1 OR kind = $5) AND "
    "($6 = -1 OR state = $6) AND length(sealed) > 0 ";
constexpr int64_t kAny = -1;
// Ids loaded by one statement.
constexpr size_t kAtOnce = 32;
constexpr char kById[] =
    "CREATE TABLE $table (id TEXT NOT NULL UNIQUE, division TEXT NOT NULL, owner TEXT NOT NULL, "
    "kind INTEGER NOT NULL, state INTEGER NOT NULL, parent TEXT NOT NULL, create_time INTEGER NOT NULL, "
    "version INTEGER NOT NULL, sealed BLOB NOT NULL);"
    "CREATE INDEX $table_by_parent ON $table (parent) WHERE parent <> '';";
// The key begins with the division, so that a distributed engine keeps the records of each division together and does
// not add all new records at the end of one range.
constexpr char kByDivision[] =
    "DROP INDEX $table_by_parent;"
    "ALTER TABLE $table RENAME TO $table_before;"
    "CREATE TABLE $table (id TEXT NOT NULL, division TEXT NOT NULL, owner TEXT NOT NULL, "
    "kind INTEGER NOT NULL, state INTEGER NOT NULL, parent TEXT NOT NULL, create_time INTEGER NOT NULL, "
    "version INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (division, id));"
    "INSERT INTO $table (id, division, owner, kind, state, parent, create_time, version, sealed) "
    "SELECT id, division, owner, kind, state, parent, create_time, version, sealed FROM $table_before;"
    "DROP TABLE $table_before;"
    "CREATE INDEX $table_by_id ON $table (id);"
    "CREATE INDEX $table_by_parent ON $table (parent) WHERE parent <> '';";
// In the order of lists.
constexpr char kChildrenInOrder[] =
    "DROP INDEX $table_by_parent;"
    "CREATE INDEX $table_by_parent ON $table (parent, id) WHERE parent <> '';";

std::string For(absl::string_view table, absl::string_view sql) {
  return absl::StrReplaceAll(sql, {{"$table", table}, {"$key", seal::RecordSealer::Stored("id")}});
}

// The row exists but its key does not: the row comes from a backup older than the erasure.
bool IsErased(const absl::Status& status) {
  return errors::ReasonOf(status) == contract::v1::ERROR_REASON_RECORD_ERASED;
}

absl::Status CheckSize(absl::string_view plain, size_t most) {
  if (plain.size() > most) return errors::Refuse(contract::v1::ERROR_REASON_RECORD_TOO_LARGE);
  return absl::OkStatus();
}

Columns ReadColumns(const store::Row& row) {
  Columns columns;
  columns.id = std::string(row.Text(0));
  columns.division = std::string(row.Text(1));
  columns.owner = std::string(row.Text(2));
  columns.kind = row.Int(3);
  columns.state = row.Int(4);
  columns.parent = std::string(row.Text(5));
  columns.create_time = absl::FromUnixMicros(row.Int(6));
  columns.version = row.Int(7);
  return columns;
}

std::vector<store::Value> ChildrenOf(const Filter& filter) {
  return {absl::string_view(*filter.parent),     filter.reach.Prefix(),      int64_t{filter.reach.below},
          absl::string_view(filter.reach.owner), filter.kind.value_or(kAny), filter.state.value_or(kAny)};
}

ListIndex ListsOf(const RecordType& type) {
  return ListIndex({.table = type.table, .condition = kPresent, .by_division = true},
                   {.states = type.states, .kind = type.listed_by_kind}, For(type.table, kSelected));
}

}  // namespace

SealedTable::SealedTable(const RecordType& type, const seal::RecordSealer* sealer)
    : table_(type.table),
      sealer_(sealer),
      listed_(type.listed),
      states_(type.states),
      lists_(ListsOf(type)),
      insert_(For(table_,
                  "INSERT INTO $table (id, division, owner, kind, state, parent, create_time, version, sealed) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")),
      load_(For(table_, absl::StrCat(kSelected, "WHERE id = $1"))),
      load_many_(For(table_,
                     absl::StrCat(kSelected, "WHERE id IN (", store::Parameters(kAtOnce), ") AND length(sealed) > 0"))),
      versions_(For(table_, absl::StrCat("SELECT id, version FROM $table WHERE id IN (", store::Parameters(kAtOnce),
                                         ") AND length(sealed) > 0"))),
      update_(For(table_,
                  "UPDATE $table SET division = $1, kind = $2, state = $3, version = $4, sealed = $5 "
                  "WHERE id = $6 AND version = $7")),
      children_(For(table_, absl::StrCat(kSelected, kChildren, "AND ($7 = '' OR id < $7) ORDER BY id DESC LIMIT $8"))),
      count_children_(For(table_, absl::StrCat("SELECT count(*) FROM $table ", kChildren))),
      next_(For(table_, absl::StrCat(kSelected, "WHERE id > $1 AND length(sealed) > 0 ORDER BY id LIMIT $2"))),
      reencrypt_(For(table_, "UPDATE $table SET sealed = $1 WHERE id = $2 AND version = $3")) {}

std::vector<store::Migration> SealedTable::Migrations(const std::vector<const RecordType*>& types) {
  std::vector<store::Migration> migrations;
  for (const RecordType* type : types) {
    migrations.push_back({.version = 1, .component = type->table, .sql = For(type->table, kById)});
    migrations.push_back({.version = 2, .component = type->table, .sql = For(type->table, kByDivision)});
    // A type that becomes listed, or listed by more, needs a migration of its own.
    const std::string lists = type->listed ? ListsOf(*type).Definition() : "";
    migrations.push_back(
        {.version = 3, .component = type->table, .sql = absl::StrCat(For(type->table, kChildrenInOrder), lists)});
  }
  return migrations;
}

absl::Status SealedTable::Insert(store::Tx& tx, Columns& columns, absl::string_view plain) const {
  LD_RETURN_IF_ERROR(CheckSize(plain, limits::kMaxNewRecordBytes));
  LD_RETURN_IF_ERROR(CheckState(columns));
  columns.version = 1;
  LD_ASSIGN_OR_RETURN(columns.key, sealer_->Make(tx, columns.id));
  const std::string sealed = sealer_->sealer().Seal(PlaceOf(columns, columns.version), plain, columns.key);
  return tx.Put(insert_, {columns.id, columns.division, columns.owner, columns.kind, columns.state, columns.parent,
                          absl::ToUnixMicros(columns.create_time), columns.version, store::Blob{sealed}});
}

absl::StatusOr<SealedRecord> SealedTable::Load(store::ReadTx& tx, const Reach& reach, absl::string_view id) const {
  LD_ASSIGN_OR_RETURN(std::vector<Stored> rows, ReadRows(tx, load_, {id}));
  if (rows.empty() || !reach.Covers(rows[0].columns.division, rows[0].columns.owner))
    return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  return Unseal(std::move(rows[0]));
}

absl::StatusOr<std::vector<SealedRecord>> SealedTable::LoadMany(store::ReadTx& tx,
                                                                const std::vector<std::string>& ids) const {
  std::vector<Stored> all;
  for (size_t first = 0; first < ids.size(); first += kAtOnce) {
    std::vector<store::Value> values;
    store::AppendPadded(ids, first, kAtOnce, "", values);
    LD_ASSIGN_OR_RETURN(std::vector<Stored> rows, ReadRows(tx, load_many_, values));
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
  }
  return UnsealThere(std::move(all));
}

absl::StatusOr<std::vector<std::pair<std::string, int64_t>>> SealedTable::VersionsOf(
    store::ReadTx& tx, const std::vector<std::string>& ids) const {
  std::vector<std::pair<std::string, int64_t>> versions;
  for (size_t first = 0; first < ids.size(); first += kAtOnce) {
    std::vector<store::Value> values;
    store::AppendPadded(ids, first, kAtOnce, "", values);
    LD_RETURN_IF_ERROR(
        tx.Query(versions_, values, [&](const store::Row& row) { versions.emplace_back(row.Text(0), row.Int(1)); }));
  }
  return versions;
}

absl::Status SealedTable::Update(store::Tx& tx, Columns& columns, absl::string_view plain) const {
  LD_RETURN_IF_ERROR(CheckSize(plain, limits::kMaxRecordBytes));
  LD_RETURN_IF_ERROR(CheckState(columns));
  const int64_t next = columns.version + 1;
  // A record from the time before record keys.
  if (!columns.key.has_value()) {
    LD_ASSIGN_OR_RETURN(columns.key, sealer_->Make(tx, columns.id));
  }
  const std::string sealed = sealer_->sealer().Seal(PlaceOf(columns, next), plain, columns.key);
  LD_ASSIGN_OR_RETURN(const int64_t changed, tx.Execute(update_, {columns.division, columns.kind, columns.state, next,
                                                                  store::Blob{sealed}, columns.id, columns.version}));
  if (changed != 1) return errors::Refuse(contract::v1::ERROR_REASON_ETAG_MISMATCH);
  columns.version = next;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<SealedRecord>> SealedTable::List(store::ReadTx& tx, const Filter& filter,
                                                            const std::optional<Position>& after, int limit) const {
  if (filter.parent.has_value()) {
    std::vector<store::Value> values = ChildrenOf(filter);
    values.emplace_back(absl::string_view(after.has_value() ? absl::string_view(after->id) : ""));
    values.emplace_back(int64_t{limit});
    LD_ASSIGN_OR_RETURN(std::vector<Stored> rows, ReadRows(tx, children_, values));
    return UnsealThere(std::move(rows));
  }
  LD_RETURN_IF_ERROR(CheckListed());
  LD_ASSIGN_OR_RETURN(std::vector<Stored> rows, ReadRows([&](absl::FunctionRef<void(const store::Row&)> each) {
                        return lists_.Read(tx, filter, after, limit, each);
                      }));
  // Ranges come one after the other.
  std::sort(rows.begin(), rows.end(), [](const Stored& a, const Stored& b) { return a.columns.id > b.columns.id; });
  if (rows.size() > static_cast<size_t>(limit)) rows.resize(limit);
  return UnsealThere(std::move(rows));
}

// Without erased records.
absl::StatusOr<std::vector<SealedRecord>> SealedTable::UnsealThere(std::vector<Stored> rows) const {
  std::vector<SealedRecord> records;
  records.reserve(rows.size());
  for (Stored& row : rows) {
    auto unsealed = Unseal(std::move(row));
    if (IsErased(unsealed.status())) continue;
    LD_ASSIGN_OR_RETURN(auto record, std::move(unsealed));
    records.push_back(std::move(record));
  }
  return records;
}

absl::StatusOr<int64_t> SealedTable::Count(store::ReadTx& tx, const Filter& filter) const {
  if (!filter.parent.has_value()) {
    LD_RETURN_IF_ERROR(CheckListed());
    return lists_.Count(tx, filter);
  }
  int64_t count = 0;
  LD_RETURN_IF_ERROR(tx.Query(count_children_, ChildrenOf(filter), [&](const store::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<std::vector<int64_t>> SealedTable::CountByKind(store::ReadTx& tx, const Filter& filter,
                                                              int kinds) const {
  LD_RETURN_IF_ERROR(CheckListed());
  return lists_.CountByKind(tx, filter, kinds);
}

absl::Status SealedTable::Erase(store::Tx& tx, const RecordType& type, absl::string_view id) {
  LD_RETURN_IF_ERROR(seal::RecordSealer::Destroy(tx, id));
  return tx.Put(For(type.table, "UPDATE $table SET sealed = $1, version = version + 1 WHERE id = $2"),
                {store::Blob{""}, id});
}

absl::StatusOr<std::vector<SealedRecord>> SealedTable::Next(store::ReadTx& tx, std::string& after, int limit) const {
  LD_ASSIGN_OR_RETURN(std::vector<Stored> rows, ReadRows(tx, next_, {absl::string_view(after), int64_t{limit}}));
  if (!rows.empty()) after = rows.back().columns.id;
  return UnsealThere(std::move(rows));
}

absl::StatusOr<int> SealedTable::Reencrypt(store::Tx& tx, std::string& after, int limit) const {
  LD_ASSIGN_OR_RETURN(std::vector<Stored> rows, ReadRows(tx, next_, {absl::string_view(after), int64_t{limit}}));
  for (Stored& row : rows) {
    after = row.columns.id;
    if (sealer_->sealer().IsFresh(row.sealed)) continue;
    auto unsealed = Unseal(std::move(row));
    if (IsErased(unsealed.status())) continue;
    LD_ASSIGN_OR_RETURN(SealedRecord record, std::move(unsealed));
    Columns& columns = record.columns;
    if (!columns.key.has_value()) {
      LD_ASSIGN_OR_RETURN(columns.key, sealer_->Make(tx, columns.id));
    }
    const std::string fresh = sealer_->sealer().Seal(PlaceOf(columns, columns.version), record.plain, columns.key);
    LD_RETURN_IF_ERROR(tx.Put(reencrypt_, {store::Blob{fresh}, columns.id, columns.version}));
  }
  return static_cast<int>(rows.size());
}

absl::StatusOr<std::vector<SealedTable::Stored>> SealedTable::ReadRows(store::ReadTx& tx, const std::string& sql,
                                                                       store::Values values) const {
  return ReadRows([&](absl::FunctionRef<void(const store::Row&)> each) { return tx.Query(sql, values, each); });
}

absl::StatusOr<std::vector<SealedTable::Stored>> SealedTable::ReadRows(
    absl::FunctionRef<absl::Status(absl::FunctionRef<void(const store::Row&)>)> query) const {
  std::vector<Stored> rows;
  absl::Status read;
  LD_RETURN_IF_ERROR(query([&](const store::Row& row) {
    auto stored = ReadRow(row);
    if (read.ok()) read = stored.status();
    if (stored.ok()) rows.push_back(*std::move(stored));
  }));
  LD_RETURN_IF_ERROR(read);
  return rows;
}

absl::StatusOr<SealedTable::Stored> SealedTable::ReadRow(const store::Row& row) const {
  Stored stored{ReadColumns(row), std::string(row.Bytes(8))};
  LD_ASSIGN_OR_RETURN(stored.columns.key, sealer_->Read(row, 9, stored.columns.id));
  return stored;
}

// A list of one kind would not show a record in a state that the type does not declare.
absl::Status SealedTable::CheckState(const Columns& columns) const {
  if (states_.empty() || states_.contains(columns.state)) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(table_, " has no state ", columns.state));
}

absl::Status SealedTable::CheckListed() const {
  return listed_ ? absl::OkStatus() : absl::InternalError(absl::StrCat(table_, " has no index for lists"));
}

seal::Place SealedTable::PlaceOf(const Columns& columns, int64_t version) const {
  return {table_, columns.id, version, columns.division};
}

absl::StatusOr<SealedRecord> SealedTable::Unseal(Stored stored) const {
  if (stored.sealed.empty()) return errors::Refuse(contract::v1::ERROR_REASON_RECORD_ERASED);
  LD_ASSIGN_OR_RETURN(std::string plain, sealer_->sealer().Open(PlaceOf(stored.columns, stored.columns.version),
                                                                stored.sealed, stored.columns.key));
  return SealedRecord{std::move(stored.columns), std::move(plain)};
}

}  // namespace liandong::records
