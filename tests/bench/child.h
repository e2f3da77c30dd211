#pragma once

#include <string>
#include <vector>

namespace liandong::bench {

// A child process that ends together with this object, and with the thread that created it.
class Child {
 public:
  explicit Child(std::vector<std::string> command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  int pid() const { return pid_; }

 private:
  int pid_ = 0;
};

// Runs a command to its end. False if it fails.
bool RunToEnd(std::vector<std::string> command);

}  // namespace liandong::bench
