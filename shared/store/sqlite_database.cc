#include "shared/store/sqlite_database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"
#include "shared/store/pooled_database.h"
#include "shared/store/sqlite_checkpointer.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_files.h"

namespace liandong::store {
namespace {

constexpr int kReaders = 2;
// A new file has small pages: a call changes many scattered index rows, and each changed page is written whole. An
// older file keeps its pages.
constexpr char kPragmas[] =
    "PRAGMA page_size=1024; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA "
    "temp_store=MEMORY;"
    "PRAGMA cache_size=-65536;";
// This much of the file is mapped, so that reading a page needs no system call and no copy: commits of other threads
// empty a connection's own cache. Writing does not change.
constexpr char kMapped[] = "PRAGMA mmap_size=2147418112;";
// In bytes. Beyond this length of the log, commits wait until it is moved.
constexpr int64_t kLogBackstop = 64 << 20;

// A lock on a file next to the database, which only one process can hold.
class HeldFile {
 public:
  static absl::StatusOr<HeldFile> Hold(const std::string& path) {
    HeldFile held(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (held.descriptor_ < 0) return absl::UnavailableError(absl::StrCat("cannot write ", path));
    if (flock(held.descriptor_, LOCK_EX | LOCK_NB) != 0) {
      return absl::UnavailableError(absl::StrCat("another process uses ", path));
    }
    return held;
  }
  HeldFile(HeldFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  ~HeldFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

 private:
  explicit HeldFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// In this order, so that the lock is released last.
struct Beside {
  HeldFile lock;
  std::unique_ptr<SqliteCheckpointer> checkpointer;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> OpenSqlite(const std::string& path) {
  LD_ASSIGN_OR_RETURN(HeldFile lock, HeldFile::Hold(path + ".lock"));
  LD_ASSIGN_OR_RETURN(auto writer, SqliteConnection::Open(path, SqliteConnection::Mode::kReadWrite, SqliteFiles()));
  LD_RETURN_IF_ERROR(writer->Script(absl::StrCat(kPragmas, kMapped)));
  LD_ASSIGN_OR_RETURN(auto checkpointer, SqliteCheckpointer::Open(path));
  LD_RETURN_IF_ERROR(writer->OnCommit(
      [checkpointer = checkpointer.get()](int64_t bytes) { checkpointer->Committed(bytes); }, kLogBackstop));
  PooledDatabase::Parts parts{nullptr, {}, {}, true, limits::kMaxBatch};
  parts.writers.push_back(std::move(writer));
  for (int i = 0; i < kReaders; ++i) {
    LD_ASSIGN_OR_RETURN(auto reader, SqliteConnection::Open(path, SqliteConnection::Mode::kReadOnly, SqliteFiles()));
    LD_RETURN_IF_ERROR(reader->Script(kMapped));
    parts.readers.push_back(std::move(reader));
  }
  parts.beside = std::make_shared<Beside>(Beside{std::move(lock), std::move(checkpointer)});
  return std::make_unique<PooledDatabase>(std::move(parts));
}

}  // namespace liandong::store
