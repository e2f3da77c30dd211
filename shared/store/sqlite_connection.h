#pragma once

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "shared/store/connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace liandong::store {

// One connection and its prepared statements.
class SqliteConnection : public Connection {
 public:
  enum class Mode { kReadOnly, kReadWrite };
  // `files` is the file system; null: SQLite's own.
  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(const std::string& path, Mode mode,
                                                                const char* files = nullptr);
  ~SqliteConnection() override;

  absl::Status Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql, Values values) override;
  absl::Status Put(absl::string_view sql, Values values) override { return Execute(sql, values).status(); }
  // Only one process uses the database, and it has one writer.
  absl::StatusOr<bool> Lead(absl::string_view) override { return true; }

  absl::Status Begin(Access access) override;
  absl::Status Commit() override;
  void Rollback() override;
  State state() const override;
  absl::Status SetSavepoint() override { return Execute("SAVEPOINT job", {}).status(); }
  absl::Status RollBackToSavepoint() override { return Execute("ROLLBACK TO job", {}).status(); }
  absl::Status ReleaseSavepoint() override { return Execute("RELEASE job", {}).status(); }
  int64_t changes() const override;
  absl::Status Script(const std::string& sql) override;

  // Calls `committed` with the length of the write-ahead log, in bytes, after each commit of this connection. This
  // replaces SQLite's own checkpoints; beyond `backstop` bytes the commit itself moves the log.
  absl::Status OnCommit(absl::AnyInvocable<void(int64_t)> committed, int64_t backstop);

  // Copies the database as it is now, page by page, into a new file without a log. Others may write meanwhile. The copy
  // is not synchronised to the disk.
  absl::Status CopyTo(const std::string& path);

 private:
  explicit SqliteConnection(sqlite3* connection) : connection_(connection) {}
  absl::StatusOr<sqlite3_stmt*> Prepared(absl::string_view sql);
  absl::Status Bind(sqlite3_stmt* statement, Values values);
  absl::Status Error(int code) const;

  sqlite3* connection_;
  absl::AnyInvocable<void(int64_t)> committed_;
  int64_t backstop_ = 0;
  int64_t page_ = 0;  // bytes
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace liandong::store
