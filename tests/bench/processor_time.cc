#include "tests/bench/processor_time.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace liandong::bench {
namespace {

struct Process {
  int parent = 0;
  int64_t ticks = 0;
};

// `process` may have ended, and then has used no time that its parent does not count.
Process ReadProcess(int pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
  std::ostringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const size_t name_end = all.rfind(')');
  if (name_end == std::string::npos) return {};
  // The state follows the name, which is field 2. Fields 14 to 17 are the times of the process and of its children.
  std::istringstream fields(all.substr(name_end + 2));
  std::string skipped;
  Process process;
  fields >> skipped >> process.parent;
  for (int i = 5; i < 14; ++i) fields >> skipped;
  for (int i = 14; i <= 17; ++i) {
    int64_t ticks = 0;
    fields >> ticks;
    process.ticks += ticks;
  }
  return process;
}

}  // namespace

absl::Duration ProcessorTime(int pid) {
  std::map<int, Process> processes;
  std::multimap<int, int> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    int one = 0;
    if (!absl::SimpleAtoi(entry.path().filename().string(), &one)) continue;
    processes[one] = ReadProcess(one);
    children.emplace(processes[one].parent, one);
  }
  int64_t ticks = 0;
  std::vector<int> open = {pid};
  while (!open.empty()) {
    const int one = open.back();
    open.pop_back();
    ticks += processes[one].ticks;
    const auto [first, last] = children.equal_range(one);
    for (auto child = first; child != last; ++child) open.push_back(child->second);
  }
  return absl::Seconds(1) * ticks / sysconf(_SC_CLK_TCK);
}

}  // namespace liandong::bench
