#include "shared/store/migrate.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/status_macros.h"

namespace liandong::store {
namespace {

constexpr char kOwnTables[] =
    "CREATE TABLE IF NOT EXISTS schema_version (component TEXT PRIMARY KEY, version INTEGER NOT NULL);"
    "CREATE TABLE IF NOT EXISTS lead (task TEXT PRIMARY KEY);";

absl::StatusOr<int64_t> SchemaVersion(Connection& connection, absl::string_view component) {
  int64_t version = 0;
  LD_RETURN_IF_ERROR(connection.Query("SELECT version FROM schema_version WHERE component = $1", {component},
                                      [&](const Row& row) { version = row.Int(0); }));
  return version;
}

absl::Status RefuseLaterSchema(Connection& connection, const std::vector<Migration>& migrations) {
  std::map<std::string, int> latest;
  for (const Migration& migration : migrations) {
    latest[migration.component] = std::max(latest[migration.component], migration.version);
  }
  for (const auto& [component, version] : latest) {
    LD_ASSIGN_OR_RETURN(const int64_t current, SchemaVersion(connection, component));
    if (current > version) {
      return absl::FailedPreconditionError(
          absl::StrCat("the database's ", component,
                       " schema comes from a later version of this program: start that version, or restore a backup"));
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(Connection& connection, const Migration& migration) {
  LD_ASSIGN_OR_RETURN(const int64_t current, SchemaVersion(connection, migration.component));
  if (migration.version <= current) return absl::OkStatus();
  LD_RETURN_IF_ERROR(connection.Script(migration.sql));
  return connection
      .Execute(
          "INSERT INTO schema_version VALUES ($1, $2) ON CONFLICT (component) DO UPDATE SET version = excluded.version",
          {absl::string_view(migration.component), int64_t{migration.version}})
      .status();
}

}  // namespace

std::vector<Migration> Concatenate(const std::vector<std::vector<Migration>>& parts) {
  std::vector<Migration> all;
  for (const std::vector<Migration>& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

absl::Status ApplyMigrations(Connection& connection, const std::vector<Migration>& migrations) {
  LD_RETURN_IF_ERROR(connection.Script(kOwnTables));
  LD_RETURN_IF_ERROR(RefuseLaterSchema(connection, migrations));
  for (const Migration& migration : migrations) LD_RETURN_IF_ERROR(Apply(connection, migration));
  return absl::OkStatus();
}

absl::Status RefuseUnknownComponents(ReadTx& tx, const std::vector<Migration>& migrations) {
  std::set<std::string> unknown;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT component FROM schema_version", {}, [&](const Row& row) { unknown.emplace(row.Text(0)); }));
  for (const Migration& migration : migrations) unknown.erase(migration.component);
  if (unknown.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("the database has tables that this program does not know: ", absl::StrJoin(unknown, ", ")));
}

}  // namespace liandong::store
