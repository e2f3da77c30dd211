#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "shared/records/reach.h"

namespace liandong::records {

// Whom an event reaches.
struct EventAddress {
  std::string table;
  std::string division;
  std::string owner;
};

// The key under which a watcher of the table waits for the events within its reach.
std::string WatchKey(absl::string_view table, const Reach& reach);

// The keys of all watchers whom the event reaches: those of the reaches that cover it.
std::vector<std::string> WatchKeysOf(const EventAddress& event);

}  // namespace liandong::records
