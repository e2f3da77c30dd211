#pragma once

struct sqlite3_file;

namespace liandong::store {

// Collects what SQLite appends to its log, and writes it at the latest when SQLite syncs or reads the log. Before that
// no other connection looks at it, if the connection has synchronous=FULL: SQLite then announces pages to others only
// after it has synced them. A write that fails is reported by the sync.

// The bytes that a log needs beyond those of its file.
int LogFileSize();
// Call when a log was opened. At the distance from `file`, which is the same for every file, are LogFileSize() bytes
// for this.
void CollectWrites(sqlite3_file* file, int distance);

}  // namespace liandong::store
