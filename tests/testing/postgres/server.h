#pragma once

#include <string>

namespace liandong::testing {

// A PostgreSQL server of the test's own, created on first use and stopped when the process ends. Returns the conninfo
// of a new, empty database on it.
std::string NewPostgresDatabase();

// The server's main process, the parent of those that serve connections.
int PostgresProcess();

// Kills the server as in a crash, and starts it again.
void CrashPostgres();

}  // namespace liandong::testing
