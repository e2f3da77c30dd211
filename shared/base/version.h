#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace liandong::base {

// The suite's version as Semantic Versioning has it. CMakeLists.txt states it, and nothing else does.
absl::string_view Version();

// What --version prints: the program's name, as it was started, and the version.
std::string VersionOf(absl::string_view program);

}  // namespace liandong::base
