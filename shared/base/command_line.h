#pragma once

#include <string>
#include <vector>

namespace liandong::base {

// Parses the flags, with `usage` and all flags of our own for --help. What is left, the program's name first.
std::vector<char*> ParseCommandLine(int argc, char** argv, const std::string& usage);

}  // namespace liandong::base
