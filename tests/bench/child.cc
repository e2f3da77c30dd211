#include "tests/bench/child.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace liandong::bench {
namespace {

constexpr int kNotStarted = 127;

int Start(std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    // Also when the benchmark ends without destroying its objects.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    execvp(arguments[0], arguments.data());
    _exit(kNotStarted);
  }
  if (pid < 0) {
    std::perror("bench: fork");
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
