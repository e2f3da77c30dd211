#pragma once

namespace liandong::budget {

// Counts what SQLite does on every connection that is opened from now on. Call once, before any is opened.
void CountSqlite();

}  // namespace liandong::budget
