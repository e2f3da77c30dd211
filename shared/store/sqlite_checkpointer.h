#pragma once

#include <memory>
#include <string>

#include "shared/store/sqlite_connection.h"
#include "shared/threads/periodic_task.h"

namespace liandong::store {

// Moves what the write-ahead log holds into the database file, on a thread and a connection of its own: the writer
// would stand still for as long as it takes.
class SqliteCheckpointer {
 public:
  static absl::StatusOr<std::unique_ptr<SqliteCheckpointer>> Open(const std::string& path);

  // The log's length after a commit, in pages.
  void Committed(int pages);

 private:
  explicit SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection);

  std::unique_ptr<SqliteConnection> connection_;
  // Last: it ends before what it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::store
