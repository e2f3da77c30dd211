#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/records/reach.h"

namespace liandong::records {

// What a list shows. Empty fields set no limit.
struct Filter {
  Reach reach;
  std::optional<int64_t> kind;
  std::optional<int64_t> state;
  std::optional<std::string> parent;
};

// A position in a list. Records are listed newest first, which is the order of their ids.
struct Position {
  std::string id;
};

}  // namespace liandong::records
