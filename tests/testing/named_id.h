#pragma once

#include <string>

#include "shared/base/ids.h"

namespace liandong::testing {

// An id of a record for a test; the same name gives the same id.
inline std::string NamedId(std::string name) {
  name.resize(16, '.');
  return base::IdOfBytes(name);
}

}  // namespace liandong::testing
