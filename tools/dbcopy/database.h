#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "shared/law/names.h"
#include "shared/runtime/definition.h"
#include "shared/store/connection.h"

// The database of a service on either engine, table by table.
namespace liandong::dbcopy {

struct Column {
  enum class Kind { kInteger, kText, kBytes };
  std::string name;
  Kind kind;
};

struct Table {
  std::string name;
  std::vector<Column> columns;
};

using RowReader = absl::FunctionRef<absl::Status(store::Values)>;

// One consistent view of a database, or one transaction that writes to it.
class Database {
 public:
  // `where` is a file or a libpq connection string. The view is consistent, whatever a service does meanwhile.
  static absl::StatusOr<Database> Open(const std::string& where);
  // The same. A SQLite database is first copied as a whole to the file `copy`, which takes seconds and is deleted at
  // once; it disappears with the view. While somebody reads a SQLite database, its log only grows, and to read all rows
  // takes minutes. PostgreSQL has no such limit.
  static absl::StatusOr<Database> Snapshot(const std::string& where, const std::string& copy);
  // Creates the tables of the service in their newest form, if there are none. FAILED_PRECONDITION if the ledger
  // already has entries, so that nothing is overwritten.
  static absl::StatusOr<Database> Make(const std::string& where, law::Service service);

  store::Connection& connection() { return *connection_; }
  absl::StatusOr<std::vector<Table>> Tables();
  // In no particular order.
  absl::Status Rows(const Table& table, RowReader each);

 private:
  Database(std::unique_ptr<store::Connection> connection, bool is_postgres)
      : connection_(std::move(connection)), is_postgres_(is_postgres) {}
  absl::StatusOr<std::vector<std::string>> TableNames();
  absl::StatusOr<std::vector<Column>> ColumnsOf(const std::string& table);

  std::unique_ptr<store::Connection> connection_;
  bool is_postgres_;
};

absl::StatusOr<runtime::Definition> DefinitionOf(law::Service service);

}  // namespace liandong::dbcopy
