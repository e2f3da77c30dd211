#pragma once

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "shared/store/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace liandong::store {

// One connection and its prepared statements. Used by one thread at a time.
class SqliteConnection : public Tx {
 public:
  enum class Mode { kReadOnly, kReadWrite };
  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(const std::string& path, Mode mode);
  ~SqliteConnection() override;

  absl::Status Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) override;
  absl::StatusOr<int64_t> Execute(absl::string_view sql, Values values) override;

  // Several statements without parameters.
  absl::Status Script(const std::string& sql);

  // Rows changed since the connection was opened.
  int64_t Changes() const;

  // Calls `committed` with the length of the write-ahead log, in pages, after each commit of this connection, in place
  // of SQLite's own checkpoints; past `backstop` pages the commit itself moves the log.
  void OnCommit(absl::AnyInvocable<void(int)> committed, int backstop);

  // SQLite ends a transaction by itself on some errors (a full disk, an I/O error).
  bool InTransaction() const;

 private:
  explicit SqliteConnection(sqlite3* connection) : connection_(connection) {}
  absl::StatusOr<sqlite3_stmt*> Prepared(absl::string_view sql);
  absl::Status Bind(sqlite3_stmt* statement, Values values);
  absl::Status Error(int code) const;

  sqlite3* connection_;
  absl::AnyInvocable<void(int)> committed_;
  int backstop_ = 0;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace liandong::store
