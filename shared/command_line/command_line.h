#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace liandong::command_line {

// Parses the flags. --help shows `usage` and all flags of the suite, --version the version. Returns the remaining
// arguments, beginning with the program's name. If a flag is wrong, names it (and its line in a flag file) and ends the
// process with exit code 1.
std::vector<char*> ParseCommandLine(int argc, char** argv, const std::string& usage);

// FILE:LINE of the flag that `message` mentions first as `--name`. Empty if that flag was not set in a file.
std::string PlaceOfFlagIn(absl::string_view message);

}  // namespace liandong::command_line
