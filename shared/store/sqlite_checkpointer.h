#pragma once

#include <memory>
#include <string>

#include "shared/store/sqlite_connection.h"
#include "shared/threads/periodic_task.h"

namespace liandong::store {

// Moves the write-ahead log into the database file, on a thread and connection of its own, because the writer would
// have to wait for it.
class SqliteCheckpointer {
 public:
  static absl::StatusOr<std::unique_ptr<SqliteCheckpointer>> Open(const std::string& path);

  // The length of the log after a commit, in bytes.
  void Committed(int64_t bytes);

 private:
  explicit SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection);

  std::unique_ptr<SqliteConnection> connection_;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::store
