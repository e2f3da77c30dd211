#include "shared/records/table.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "shared/base/divisions.h"
#include "shared/base/errors.h"
#include "shared/base/status_macros.h"

namespace liandong::records {
namespace {

constexpr char kSelected[] =
    "SELECT id, division, owner, kind, state, parent, create_time, version, sealed FROM $table ";
// -1 and the empty string stand for "any".
constexpr char kMatches[] =
    "WHERE substr(division, 1, length($1)) = $1 AND ($2 = 1 OR length(division) = length($1)) AND "
    "($3 = '' OR owner = $3) AND ($4 = -1 OR kind = $4) AND ($5 = -1 OR state = $5) AND ($6 = '' OR parent = $6) ";
constexpr int64_t kAny = -1;
constexpr char kSchema[] =
    "CREATE TABLE $table (id TEXT NOT NULL UNIQUE, division TEXT NOT NULL, owner TEXT NOT NULL, "
    "kind INTEGER NOT NULL, state INTEGER NOT NULL, parent TEXT NOT NULL, create_time INTEGER NOT NULL, "
    "version INTEGER NOT NULL, sealed BLOB NOT NULL);"
    "CREATE INDEX $table_by_parent ON $table (parent) WHERE parent <> '';";

std::string For(absl::string_view table, absl::string_view sql) {
  return absl::StrReplaceAll(sql, {{"$table", table}});
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

}  // namespace

bool Reach::Covers(absl::string_view division_of, absl::string_view owner_of) const {
  const bool within = below ? base::DivisionWithin(division_of, division) : division_of == division;
  return (division.empty() || within) && (owner.empty() || owner == owner_of);
}

absl::string_view Reach::Prefix() const { return below ? base::DivisionPrefix(division) : division; }

SealedTable::SealedTable(std::string table, const seal::Sealer* sealer)
    : table_(std::move(table)),
      sealer_(sealer),
      insert_(For(table_,
                  "INSERT INTO $table (id, division, owner, kind, state, parent, create_time, version, sealed) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")),
      load_(For(table_, absl::StrCat(kSelected, "WHERE id = $1"))),
      update_(For(table_,
                  "UPDATE $table SET division = $1, kind = $2, state = $3, version = $4, sealed = $5 "
                  "WHERE id = $6 AND version = $7")),
      list_(For(table_, absl::StrCat(kSelected, kMatches, "AND ($7 = '' OR id < $7) ORDER BY id DESC LIMIT $8"))),
      count_(For(table_, absl::StrCat("SELECT count(*) FROM $table ", kMatches))) {}

std::vector<store::Migration> SealedTable::Schemas(const std::vector<std::string>& tables) {
  std::vector<store::Migration> migrations;
  for (const std::string& table : tables) migrations.push_back({1, table, For(table, kSchema)});
  return migrations;
}

absl::Status SealedTable::Insert(store::Tx& tx, Columns& columns, absl::string_view plain) const {
  columns.version = 1;
  const std::string sealed = sealer_->Seal(table_, columns.id, columns.version, plain);
  return tx.Put(insert_, {columns.id, columns.division, columns.owner, columns.kind, columns.state, columns.parent,
                          absl::ToUnixMicros(columns.create_time), columns.version, store::Blob{sealed}});
}

absl::StatusOr<SealedRecord> SealedTable::Load(store::ReadTx& tx, const Reach& reach, absl::string_view id) const {
  std::optional<Columns> columns;
  std::string sealed;
  LD_RETURN_IF_ERROR(tx.Query(load_, {id}, [&](const store::Row& row) {
    columns = ReadColumns(row);
    sealed = std::string(row.Bytes(8));
  }));
  if (!columns.has_value() || !reach.Covers(columns->division, columns->owner))
    return base::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  return Unseal(*std::move(columns), sealed);
}

absl::Status SealedTable::Update(store::Tx& tx, Columns& columns, absl::string_view plain) const {
  const int64_t next = columns.version + 1;
  const std::string sealed = sealer_->Seal(table_, columns.id, next, plain);
  LD_ASSIGN_OR_RETURN(const int64_t changed, tx.Execute(update_, {columns.division, columns.kind, columns.state, next,
                                                                  store::Blob{sealed}, columns.id, columns.version}));
  if (changed != 1) return base::Refuse(contract::v1::ERROR_REASON_ETAG_MISMATCH);
  columns.version = next;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<SealedRecord>> SealedTable::List(store::ReadTx& tx, const Filter& filter,
                                                            const std::optional<Position>& after, int limit) const {
  std::vector<std::pair<Columns, std::string>> rows;
  LD_RETURN_IF_ERROR(
      tx.Query(list_,
               {filter.reach.Prefix(), int64_t{filter.reach.below}, filter.reach.owner, filter.kind.value_or(kAny),
                filter.state.value_or(kAny), absl::string_view(filter.parent ? *filter.parent : ""),
                absl::string_view(after ? after->id : ""), int64_t{limit}},
               [&](const store::Row& row) { rows.emplace_back(ReadColumns(row), row.Bytes(8)); }));
  std::vector<SealedRecord> records;
  records.reserve(rows.size());
  for (auto& [columns, sealed] : rows) {
    LD_ASSIGN_OR_RETURN(auto record, Unseal(std::move(columns), sealed));
    records.push_back(std::move(record));
  }
  return records;
}

absl::StatusOr<int64_t> SealedTable::Count(store::ReadTx& tx, const Filter& filter) const {
  int64_t count = 0;
  LD_RETURN_IF_ERROR(
      tx.Query(count_,
               {filter.reach.Prefix(), int64_t{filter.reach.below}, filter.reach.owner, filter.kind.value_or(kAny),
                filter.state.value_or(kAny), absl::string_view(filter.parent ? *filter.parent : "")},
               [&](const store::Row& row) { count = row.Int(0); }));
  return count;
}

absl::StatusOr<SealedRecord> SealedTable::Unseal(Columns columns, absl::string_view sealed) const {
  LD_ASSIGN_OR_RETURN(std::string plain, sealer_->Open(table_, columns.id, columns.version, sealed));
  return SealedRecord{std::move(columns), std::move(plain)};
}

}  // namespace liandong::records
