#pragma once

#include <cstdint>
#include <string>
#include <vector>

// What match-eval is asked for on its command line.
namespace liandong::eval {

struct Options {
  std::vector<std::string> files;
  std::string id;
  std::string truth;
  std::string fields;
  uint64_t seed = 1;
  size_t persons = 0;
  size_t asked = 5000;
  std::string data = "tests/eval/data";
  std::string learn;
  bool bins = false;
  bool misses = false;
};

// Ends the process where they cannot be, or ask for help.
Options ParseOptions(int argc, char** argv);

// Ends the process: what it was given cannot be used.
[[noreturn]] void Fail(const std::string& what);

}  // namespace liandong::eval
