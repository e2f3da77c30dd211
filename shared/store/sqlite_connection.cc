#include "shared/store/sqlite_connection.h"

#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/store/prepared.h"

namespace liandong::store {
namespace {

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool IsNull(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  absl::string_view Text(int column) const override { return Bytes(column); }
  absl::string_view Bytes(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_, column);
    return {static_cast<const char*>(bytes), static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
};

// Resets the statement for its next use, whatever happened.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  ~Reset() { sqlite3_reset(statement_); }

 private:
  sqlite3_stmt* statement_;
};

struct Binder {
  sqlite3_stmt* statement;
  int index;
  int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
  int operator()(int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
  int operator()(absl::string_view text) const {
    return sqlite3_bind_text(statement, index, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()),
                             SQLITE_STATIC);
  }
  int operator()(Blob blob) const {
    return sqlite3_bind_blob(statement, index, blob.bytes.data() == nullptr ? "" : blob.bytes.data(),
                             static_cast<int>(blob.bytes.size()), SQLITE_STATIC);
  }
};

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(const std::string& path, Mode mode,
                                                                         const char* files) {
  const int flags = SQLITE_OPEN_NOMUTEX |
                    (mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, files);
  auto connection = std::unique_ptr<SqliteConnection>(new SqliteConnection(raw));
  if (code != SQLITE_OK) return absl::UnavailableError(absl::StrCat("cannot open ", path, ": ", sqlite3_errstr(code)));
  sqlite3_busy_timeout(raw, 5000);
  return connection;
}

SqliteConnection::~SqliteConnection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(connection_);
}

absl::Status SqliteConnection::Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) {
  LD_ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepared(sql));
  const Reset reset(statement);
  LD_RETURN_IF_ERROR(Bind(statement, values));
  const SqliteRow row(statement);
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) each(row);
  return code == SQLITE_DONE ? absl::OkStatus() : Error(code);
}

absl::StatusOr<int64_t> SqliteConnection::Execute(absl::string_view sql, Values values) {
  LD_RETURN_IF_ERROR(Query(sql, values, [](const Row&) {}));
  return sqlite3_changes64(connection_);
}

absl::Status SqliteConnection::Script(const std::string& sql) {
  const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Error(code);
}

absl::Status SqliteConnection::Begin(Access access) {
  return Execute(access == Access::kWrite ? "BEGIN IMMEDIATE" : "BEGIN", {}).status();
}

absl::Status SqliteConnection::Commit() { return Execute("COMMIT", {}).status(); }

void SqliteConnection::Rollback() {
  if (state() == State::kSound) Execute("ROLLBACK", {}).IgnoreError();
}

// SQLite ends a transaction by itself on some errors (a full disk, an I/O error).
SqliteConnection::State SqliteConnection::state() const {
  return sqlite3_get_autocommit(connection_) == 0 ? State::kSound : State::kOver;
}

int64_t SqliteConnection::changes() const { return sqlite3_total_changes64(connection_); }

absl::Status SqliteConnection::CopyTo(const std::string& path) {
  LD_ASSIGN_OR_RETURN(const auto copy, Open(path, Mode::kReadWrite));
  LD_RETURN_IF_ERROR(copy->Script("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF"));
  sqlite3_backup* const pages = sqlite3_backup_init(copy->connection_, "main", connection_, "main");
  if (pages == nullptr) return copy->Error(sqlite3_errcode(copy->connection_));
  constexpr int kAllPages = -1;
  const int copied = sqlite3_backup_step(pages, kAllPages);
  sqlite3_backup_finish(pages);
  if (copied != SQLITE_DONE) return copy->Error(copied);
  return copy->Script("PRAGMA journal_mode=DELETE");
}

absl::Status SqliteConnection::OnCommit(absl::AnyInvocable<void(int64_t)> committed, int64_t backstop) {
  committed_ = std::move(committed);
  backstop_ = backstop;
  LD_RETURN_IF_ERROR(Query("PRAGMA page_size", {}, [this](const Row& row) { page_ = row.Int(0); }));
  sqlite3_wal_hook(
      connection_,
      [](void* context, sqlite3* connection, const char* name, int pages) {
        auto* self = static_cast<SqliteConnection*>(context);
        const int64_t bytes = pages * self->page_;
        self->committed_(bytes);
        // The log only gets this long if the checkpointer cannot keep up. A failure here does not fail the commit.
        if (bytes >= self->backstop_) {
          sqlite3_wal_checkpoint_v2(connection, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        }
        return SQLITE_OK;
      },
      this);
  return absl::OkStatus();
}

absl::StatusOr<sqlite3_stmt*> SqliteConnection::Prepared(absl::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) return Error(code);
  statements_.emplace(std::string(sql), statement);
  TellPrepared({sql});
  return statement;
}

absl::Status SqliteConnection::Bind(sqlite3_stmt* statement, Values values) {
  int index = 0;
  for (const Value& value : values) {
    // SQLite numbers `$n` by first appearance; statements name their parameters in this order.
    const int code = std::visit(Binder{statement, ++index}, value);
    if (code != SQLITE_OK) return Error(code);
  }
  return absl::OkStatus();
}

// Only the kind of the error, because SQLite's own text may quote a row.
absl::Status SqliteConnection::Error(int code) const {
  const std::string text =
      absl::StrCat("sqlite: ", sqlite3_errstr(code), " (", sqlite3_extended_errcode(connection_), ")");
  return (code & 0xff) == SQLITE_CONSTRAINT ? absl::AlreadyExistsError(text) : absl::UnavailableError(text);
}

}  // namespace liandong::store
