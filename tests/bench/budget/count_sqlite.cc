#include "tests/bench/budget/count_sqlite.h"

#include <sqlite3.h>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "tests/bench/budget/counts.h"

namespace liandong::budget {
namespace {

constexpr char kName[] = "counting";

// The checkpointer's statements are not those of a call.
bool IsOfCall(sqlite3_stmt* statement) {
  const char* const sql = sqlite3_sql(statement);
  return sql != nullptr && !absl::StartsWith(sql, "PRAGMA");
}

// Called for each row that a statement returns, and when it ends.
int OnTrace(unsigned event, void* /*context*/, void* subject, void* /*detail*/) {
  auto* const statement = static_cast<sqlite3_stmt*>(subject);
  if (!IsOfCall(statement)) return 0;
  if (event == SQLITE_TRACE_ROW) {
    Add(Quantity::kRows);
    return 0;
  }
  constexpr int kResetCounter = 1;
  Add(Quantity::kStatements);
  Add(Quantity::kSteps, sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, kResetCounter));
  return 0;
}

int OnCommit(void* /*context*/) {
  constexpr int kGoOn = 0;
  Add(Quantity::kCommits);
  return kGoOn;
}

// SQLite calls this for each new connection.
int OnOpen(sqlite3* connection, const char** /*error*/, const struct sqlite3_api_routines* /*functions*/) {
  sqlite3_commit_hook(connection, OnCommit, nullptr);
  return sqlite3_trace_v2(connection, SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE, OnTrace, nullptr);
}

sqlite3_vfs* Plain() {
  static sqlite3_vfs* const plain = sqlite3_vfs_find(nullptr);
  return plain;
}

// How the plain files write a log. All logs have the same methods.
const sqlite3_io_methods* methods_of_logs = nullptr;

int WriteLog(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  Add(Quantity::kBytes, size);
  return methods_of_logs->xWrite(file, bytes, size, offset);
}

sqlite3_io_methods Counting(const sqlite3_io_methods* plain) {
  methods_of_logs = plain;
  sqlite3_io_methods methods = *plain;
  methods.xWrite = WriteLog;
  return methods;
}

int Open(sqlite3_vfs* /*files*/, const char* name, sqlite3_file* file, int flags, int* opened_with) {
  const int code = Plain()->xOpen(Plain(), name, file, flags, opened_with);
  if (code != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0) return code;
  static const sqlite3_io_methods counting = Counting(file->pMethods);
  file->pMethods = &counting;
  return code;
}

// Files like the plain ones, except that what is written to logs is counted.
sqlite3_vfs MakeFiles() {
  sqlite3_vfs files = *Plain();
  files.zName = kName;
  files.pNext = nullptr;
  files.xOpen = Open;
  return files;
}

}  // namespace

void CountSqlite() {
  static sqlite3_vfs files = MakeFiles();
  constexpr int kAsDefault = 1;
  sqlite3_vfs_register(&files, kAsDefault);
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(OnOpen));
}

}  // namespace liandong::budget
