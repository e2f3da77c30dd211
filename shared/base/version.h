#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace liandong::base {

// The version of the suite, in the form of Semantic Versioning. Only CMakeLists.txt states it.
absl::string_view Version();

// The output of --version: the program's name, as it was started, and the version.
std::string VersionOf(absl::string_view program);

}  // namespace liandong::base
