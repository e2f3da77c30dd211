#include "shared/store/connect.h"

#include <filesystem>

#include "absl/strings/match.h"
#include "shared/base/status_macros.h"
#include "shared/store/postgres_connection.h"
#include "shared/store/sqlite_connection.h"

namespace liandong::store {

// A connection string contains settings. If a file with this name exists, it is a file.
bool IsPostgres(const std::string& where) {
  const bool names_server = absl::StrContains(where, "=") || absl::StartsWith(where, "postgres");
  return names_server && !std::filesystem::exists(where);
}

absl::StatusOr<std::unique_ptr<Connection>> Connect(const std::string& where, Connection::Access access) {
  std::unique_ptr<Connection> connection;
  if (IsPostgres(where)) {
    connection = std::make_unique<PostgresConnection>(where);
  } else {
    const auto mode =
        access == Connection::Access::kRead ? SqliteConnection::Mode::kReadOnly : SqliteConnection::Mode::kReadWrite;
    LD_ASSIGN_OR_RETURN(connection, SqliteConnection::Open(where, mode));
  }
  LD_RETURN_IF_ERROR(connection->Begin(access));
  return connection;
}

}  // namespace liandong::store
