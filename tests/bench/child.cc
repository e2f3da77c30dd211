#include "tests/bench/child.h"

#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

extern char** environ;

namespace liandong::bench {
namespace {

int Start(std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t pid = 0;
  if (posix_spawnp(&pid, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    std::fprintf(stderr, "bench: cannot start %s\n", arguments[0]);
    std::exit(1);
  }
  return pid;
}

}  // namespace

Child::Child(std::vector<std::string> command) : pid_(Start(command)) {}

Child::~Child() {
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

bool RunToEnd(std::vector<std::string> command) {
  int status = 0;
  waitpid(Start(command), &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace liandong::bench
