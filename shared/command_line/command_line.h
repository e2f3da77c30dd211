#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace liandong::command_line {

// Parses the flags, with `usage` and all flags of our own for --help, and the version for --version. What is left, the
// program's name first. Ends the process with 1 where a flag cannot be, and says which: of a flag file the line too.
std::vector<char*> ParseCommandLine(int argc, char** argv, const std::string& usage);

// FILE:LINE of the flag that `message` mentions first as `--name`. Empty if that flag was not set in a file.
std::string PlaceOfFlagIn(absl::string_view message);

}  // namespace liandong::command_line
