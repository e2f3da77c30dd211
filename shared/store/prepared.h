#pragma once

#include <functional>
#include <vector>

#include "absl/strings/string_view.h"

namespace liandong::store {

// A statement that a connection prepares.
struct Prepared {
  absl::string_view sql;
  std::vector<unsigned> types = {};  // PostgreSQL's types of its parameters; none with SQLite
};

// Lets a test see every statement that the process prepares from now on. Call before databases are opened. The function
// is called on the threads of the connections.
void ObservePrepared(std::function<void(const Prepared&)> observe);

// For connections.
void TellPrepared(const Prepared& prepared);

}  // namespace liandong::store
