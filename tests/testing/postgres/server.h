#pragma once

#include <string>

namespace liandong::testing {

// A PostgreSQL server of the test's own, made at the first use and stopped when the process ends. The conninfo of a
// new, empty database on it.
std::string NewPostgresDatabase();

// Kills the server as a crash would, and starts it again.
void CrashPostgres();

}  // namespace liandong::testing
