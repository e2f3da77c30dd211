#include "shared/store/sqlite_files.h"

#include <sqlite3.h>

#include <cstddef>

#include "shared/store/sqlite_log_file.h"

namespace liandong::store {
namespace {

constexpr char kName[] = "liandong";
constexpr int kWithMappings = 3;  // version of the methods of a file
// Pages behind the end of a mapping are read without it.
constexpr int kReadsOfOneMapping = 1000;
constexpr int kAlignment = alignof(std::max_align_t);

sqlite3_vfs* Plain() {
  static sqlite3_vfs* const plain = sqlite3_vfs_find(nullptr);
  return plain;
}

// What is kept for a log begins at this distance from the file.
int Distance() { return (Plain()->szOsFile + kAlignment - 1) / kAlignment * kAlignment; }

const sqlite3_io_methods* methods_of_databases = nullptr;

// Without a page it means the whole mapping.
int Unfetch(sqlite3_file* file, sqlite3_int64 offset, void* page) {
  thread_local int left = 0;
  if (page == nullptr && left-- > 0) return SQLITE_OK;
  if (page == nullptr) left = kReadsOfOneMapping;
  return methods_of_databases->xUnfetch(file, offset, page);
}

sqlite3_io_methods Keeping(const sqlite3_io_methods& plain) {
  sqlite3_io_methods methods = plain;
  methods.xUnfetch = Unfetch;
  return methods;
}

void KeepMapping(sqlite3_file* file) {
  static const sqlite3_io_methods* const plain = file->pMethods;
  static const sqlite3_io_methods keeping = Keeping(*plain);
  if (file->pMethods != plain || plain->iVersion < kWithMappings) return;
  methods_of_databases = plain;
  file->pMethods = &keeping;
}

int Open(sqlite3_vfs* /*files*/, const char* name, sqlite3_file* file, int flags, int* opened_with) {
  const int code = Plain()->xOpen(Plain(), name, file, flags, opened_with);
  if (code != SQLITE_OK) return code;
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) KeepMapping(file);
  if ((flags & SQLITE_OPEN_WAL) != 0) CollectWrites(file, Distance());
  return code;
}

sqlite3_vfs MakeFiles() {
  sqlite3_vfs files = *Plain();
  files.zName = kName;
  files.pNext = nullptr;
  files.szOsFile = Distance() + LogFileSize();
  files.xOpen = Open;
  return files;
}

}  // namespace

const char* SqliteFiles() {
  static sqlite3_vfs files = MakeFiles();
  static const bool registered = sqlite3_vfs_register(&files, 0) == SQLITE_OK;
  return registered ? kName : nullptr;
}

}  // namespace liandong::store
