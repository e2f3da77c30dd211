#include "shared/store/sqlite_checkpointer.h"

#include <pthread.h>

#include <utility>

#include "shared/base/status_macros.h"

namespace liandong::store {
namespace {

// Pages of 4 KiB. Beyond it the log is worth moving.
constexpr int kDuePages = 2000;

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteCheckpointer>> SqliteCheckpointer::Open(const std::string& path) {
  LD_ASSIGN_OR_RETURN(auto connection, SqliteConnection::Open(path, SqliteConnection::Mode::kReadWrite));
  LD_RETURN_IF_ERROR(connection->Script("PRAGMA synchronous=FULL"));
  return std::unique_ptr<SqliteCheckpointer>(new SqliteCheckpointer(std::move(connection)));
}

SqliteCheckpointer::SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), thread_([this] { Run(); }) {
  pthread_setname_np(thread_.native_handle(), "store-wal");
}

SqliteCheckpointer::~SqliteCheckpointer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void SqliteCheckpointer::Committed(int pages) {
  if (pages < kDuePages) return;
  absl::MutexLock lock(&mutex_);
  due_ = true;
}

void SqliteCheckpointer::Run() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      const auto called = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return due_ || stopping_; };
      mutex_.Await(absl::Condition(&called));
      if (stopping_) return;
      due_ = false;
    }
    // What it cannot move now, because a reader still needs it, the next one moves.
    connection_->Query("PRAGMA wal_checkpoint(PASSIVE)", {}, [](const Row&) {}).IgnoreError();
  }
}

}  // namespace liandong::store
