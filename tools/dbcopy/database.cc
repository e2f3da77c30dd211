#include "tools/dbcopy/database.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/all.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/ledger.h"
#include "shared/runtime/schema.h"
#include "shared/store/connect.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"

namespace liandong::dbcopy {
namespace {

// Rows that a PostgreSQL server sends at once.
constexpr int kAtOnce = 1000;

absl::Status Migrate(const std::string& where, law::Service service) {
  LD_ASSIGN_OR_RETURN(const runtime::Definition definition, DefinitionOf(service));
  LD_ASSIGN_OR_RETURN(const auto database,
                      store::IsPostgres(where) ? store::OpenPostgres(where) : store::OpenSqlite(where));
  absl::Status migrated = database->Migrate(runtime::SchemaOf(definition));
  database->Stop();
  return migrated;
}

Column::Kind KindOf(absl::string_view type) {
  if (type == "INTEGER" || type == "bigint") return Column::Kind::kInteger;
  return type == "BLOB" || type == "bytea" ? Column::Kind::kBytes : Column::Kind::kText;
}

store::Value ValueOf(const store::Row& row, int index, Column::Kind kind) {
  if (row.IsNull(index)) return std::monostate();
  switch (kind) {
    case Column::Kind::kInteger:
      return row.Int(index);
    case Column::Kind::kText:
      return row.Text(index);
    default:
      return store::Blob{row.Bytes(index)};
  }
}

}  // namespace

absl::StatusOr<runtime::Definition> DefinitionOf(law::Service service) {
  for (const runtime::Definition& definition : services::AllDefinitions()) {
    if (definition.service == service) return definition;
  }
  return absl::InvalidArgumentError("unknown service");
}

absl::StatusOr<Database> Database::Open(const std::string& where) {
  LD_ASSIGN_OR_RETURN(auto connection, store::Connect(where, store::Connection::Access::kRead));
  return Database(std::move(connection), store::IsPostgres(where));
}

absl::StatusOr<Database> Database::Snapshot(const std::string& where, const std::string& copy) {
  if (store::IsPostgres(where)) return Open(where);
  {
    LD_ASSIGN_OR_RETURN(const auto source,
                        store::SqliteConnection::Open(where, store::SqliteConnection::Mode::kReadOnly));
    LD_RETURN_IF_ERROR(source->CopyTo(copy));
  }
  absl::StatusOr<Database> view = Open(copy);
  if (view.ok()) {
    // SQLite opens the file with the first statement.
    LD_RETURN_IF_ERROR(view->Tables().status());
  }
  std::filesystem::remove(copy);
  return view;
}

absl::StatusOr<Database> Database::Make(const std::string& where, law::Service service) {
  LD_RETURN_IF_ERROR(Migrate(where, service));
  LD_ASSIGN_OR_RETURN(auto connection, store::Connect(where, store::Connection::Access::kWrite));
  LD_ASSIGN_OR_RETURN(const std::string note, ledger::Ledger::LatestNote(*connection));
  LD_ASSIGN_OR_RETURN(const auto waiting, ledger::Ledger::Waiting(*connection));
  if (!note.empty() || waiting.entries > 0) {
    return absl::FailedPreconditionError(absl::StrCat(where, " is not empty: dbcopy never overwrites data"));
  }
  return Database(std::move(connection), store::IsPostgres(where));
}

absl::StatusOr<std::vector<Table>> Database::Tables() {
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> names, TableNames());
  std::vector<Table> tables;
  for (const std::string& name : names) {
    LD_ASSIGN_OR_RETURN(std::vector<Column> columns, ColumnsOf(name));
    tables.push_back({name, std::move(columns)});
  }
  return tables;
}

absl::StatusOr<std::vector<std::string>> Database::TableNames() {
  const absl::string_view sql = is_postgres_
                                    ? "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() "
                                      "ORDER BY tablename::text COLLATE \"C\""
                                    : "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                      "name NOT LIKE 'sqlite%' ORDER BY name";
  std::vector<std::string> names;
  LD_RETURN_IF_ERROR(connection_->Query(sql, {}, [&](const store::Row& row) { names.emplace_back(row.Text(0)); }));
  return names;
}

absl::StatusOr<std::vector<Column>> Database::ColumnsOf(const std::string& table) {
  const absl::string_view sql =
      is_postgres_ ? "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE "
                     "table_schema = current_schema() AND table_name = $1 ORDER BY column_name::text COLLATE \"C\""
                   : "SELECT name, type FROM pragma_table_info($1) ORDER BY name";
  std::vector<Column> columns;
  LD_RETURN_IF_ERROR(connection_->Query(sql, {absl::string_view(table)}, [&](const store::Row& row) {
    columns.push_back({std::string(row.Text(0)), KindOf(row.Text(1))});
  }));
  return columns;
}

absl::Status Database::Rows(const Table& table, RowReader each) {
  absl::Status status;
  int64_t seen = 0;
  std::vector<store::Value> values(table.columns.size());
  const auto read = [&](const store::Row& row) {
    ++seen;
    if (!status.ok()) return;
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = ValueOf(row, static_cast<int>(i), table.columns[i].kind);
    }
    status = each(values);
  };
  const std::string select = absl::StrCat(
      "SELECT ",
      absl::StrJoin(table.columns, ", ", [](std::string* out, const Column& one) { absl::StrAppend(out, one.name); }),
      " FROM ", table.name);
  if (!is_postgres_) {
    LD_RETURN_IF_ERROR(connection_->Query(select, {}, read));
    return status;
  }
  // A result arrives as a whole, so a large table is read in parts.
  const std::string cursor = absl::StrCat("rows_of_", table.name);
  LD_RETURN_IF_ERROR(connection_->Script(absl::StrCat("DECLARE ", cursor, " CURSOR FOR ", select)));
  for (int64_t before = -1; before != seen && status.ok();) {
    before = seen;
    LD_RETURN_IF_ERROR(connection_->Query(absl::StrCat("FETCH ", kAtOnce, " FROM ", cursor), {}, read));
  }
  LD_RETURN_IF_ERROR(connection_->Script(absl::StrCat("CLOSE ", cursor)));
  return status;
}

}  // namespace liandong::dbcopy
