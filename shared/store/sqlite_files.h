#pragma once

namespace liandong::store {

// The name of the file system with which SQLite opens databases that only one process uses. It differs from SQLite's
// own in two ways, each of which saves system calls:
// - At the first read after each commit, SQLite gives up its mapping of the database, because another process could
//   have replaced the contents, and maps every page again. Here the mapping is kept, and renewed now and then, because
//   the file grows.
// - SQLite writes each page to the log with two calls. Here they are collected (sqlite_log_file.h).
const char* SqliteFiles();

}  // namespace liandong::store
