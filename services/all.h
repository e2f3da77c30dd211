#pragma once

#include <vector>

#include "shared/runtime/process.h"

namespace liandong::services {

// What each service process of the suite serves. services/CMakeLists.txt generates the implementation from the folders.
std::vector<runtime::Definition> AllDefinitions();

}  // namespace liandong::services
