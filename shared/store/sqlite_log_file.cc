#include "shared/store/sqlite_log_file.h"

#include <sqlite3.h>

#include <atomic>
#include <memory>
#include <string>
#include <utility>

namespace liandong::store {
namespace {

// SQLite never writes 128 KiB or more at once, and its files refuse it.
constexpr size_t kMostCollected = 64 << 10;

// Lies behind the file as SQLite knows it.
struct Collected {
  const sqlite3_io_methods* plain;
  sqlite3_int64 offset = 0;  // of `bytes`
  std::string bytes;
};

// Each opened log sets it, to the same value.
std::atomic<int> distance_of_collected = 0;

Collected& Of(sqlite3_file* file) {
  return *reinterpret_cast<Collected*>(reinterpret_cast<char*>(file) +
                                       distance_of_collected.load(std::memory_order_relaxed));
}

int Flush(sqlite3_file* file) {
  Collected& collected = Of(file);
  if (collected.bytes.empty()) return SQLITE_OK;
  const int code =
      collected.plain->xWrite(file, collected.bytes.data(), static_cast<int>(collected.bytes.size()), collected.offset);
  // After a failure SQLite gives up the transaction and writes over it.
  collected.bytes.clear();
  return code;
}

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  Collected& collected = Of(file);
  const auto length = static_cast<sqlite3_int64>(collected.bytes.size());
  const bool adjacent = collected.bytes.empty() || offset == collected.offset + length;
  if (!adjacent || collected.bytes.size() + static_cast<size_t>(size) > kMostCollected) {
    if (const int code = Flush(file); code != SQLITE_OK) return code;
  }
  if (collected.bytes.empty()) collected.offset = offset;
  collected.bytes.append(static_cast<const char*>(bytes), static_cast<size_t>(size));
  return SQLITE_OK;
}

// Passes the call on when everything is written.
template <typename Method, typename... Arguments>
int Flushed(Method sqlite3_io_methods::*method, sqlite3_file* file, Arguments... arguments) {
  const int code = Flush(file);
  return code == SQLITE_OK ? (Of(file).plain->*method)(file, arguments...) : code;
}

int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return Flushed(&sqlite3_io_methods::xRead, file, bytes, size, offset);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) { return Flushed(&sqlite3_io_methods::xTruncate, file, size); }

int Sync(sqlite3_file* file, int flags) { return Flushed(&sqlite3_io_methods::xSync, file, flags); }

int FileSize(sqlite3_file* file, sqlite3_int64* size) { return Flushed(&sqlite3_io_methods::xFileSize, file, size); }

int Close(sqlite3_file* file) {
  const int flushed = Flush(file);
  const sqlite3_io_methods* const plain = Of(file).plain;
  std::destroy_at(&Of(file));
  const int closed = plain->xClose(file);
  return flushed == SQLITE_OK ? closed : flushed;
}

sqlite3_io_methods Collecting(const sqlite3_io_methods& plain) {
  sqlite3_io_methods methods = plain;
  methods.xWrite = Write;
  methods.xRead = Read;
  methods.xTruncate = Truncate;
  methods.xSync = Sync;
  methods.xFileSize = FileSize;
  methods.xClose = Close;
  return methods;
}

}  // namespace

int LogFileSize() { return sizeof(Collected); }

void CollectWrites(sqlite3_file* file, int distance) {
  static const sqlite3_io_methods* const plain = file->pMethods;
  static const sqlite3_io_methods collecting = Collecting(*plain);
  if (file->pMethods != plain) return;
  distance_of_collected.store(distance, std::memory_order_relaxed);
  std::construct_at(&Of(file), Collected{.plain = plain});
  file->pMethods = &collecting;
}

}  // namespace liandong::store
