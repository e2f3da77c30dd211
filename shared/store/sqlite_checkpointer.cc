#include "shared/store/sqlite_checkpointer.h"

#include <utility>

#include "shared/base/status_macros.h"

namespace liandong::store {
namespace {

// In bytes. Beyond this length, the log is moved. The longer it is, the more often a page changes before it is moved.
constexpr int64_t kDue = 8 << 20;

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteCheckpointer>> SqliteCheckpointer::Open(const std::string& path) {
  LD_ASSIGN_OR_RETURN(auto connection, SqliteConnection::Open(path, SqliteConnection::Mode::kReadWrite));
  LD_RETURN_IF_ERROR(connection->Script("PRAGMA synchronous=FULL"));
  return std::unique_ptr<SqliteCheckpointer>(new SqliteCheckpointer(std::move(connection)));
}

SqliteCheckpointer::SqliteCheckpointer(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), rounds_("store-wal", {.interval = absl::InfiniteDuration()}, [this] {
        // Pages that a reader still needs are moved by a later checkpoint.
        connection_->Query("PRAGMA wal_checkpoint(PASSIVE)", {}, [](const Row&) {}).IgnoreError();
        return false;
      }) {
  rounds_.Start();
}

void SqliteCheckpointer::Committed(int64_t bytes) {
  if (bytes >= kDue) rounds_.Call();
}

}  // namespace liandong::store
