#pragma once

#include <cstdint>
#include <string>
#include <vector>

// The options of match-eval's command line.
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

// Ends the process if they are wrong or ask for help.
Options ParseOptions(int argc, char** argv);

// Ends the process because its input cannot be used.
[[noreturn]] void Fail(const std::string& what);

}  // namespace liandong::eval
