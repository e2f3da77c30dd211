#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "shared/store/sqlite_connection.h"

namespace liandong::store {

// Moves what the write-ahead log holds into the database file, on a thread and a connection of its own: the writer
// would stand still for as long as it takes.
class SqliteCheckpointer {
 public:
  static absl::StatusOr<std::unique_ptr<SqliteCheckpointer>> Open(const std::string& path);
  ~SqliteCheckpointer();

  // The log's length after a commit, in pages.
  void Committed(int pages);

 private:
  explicit SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection);
  void Run();

  std::unique_ptr<SqliteConnection> connection_;
  absl::Mutex mutex_;
  bool due_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace liandong::store
