#include "shared/connections/descriptors.h"

#include <sys/resource.h>

#include <algorithm>
#include <limits>

#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

constexpr int kDescriptorsOfConnection = 2;

}  // namespace

int RaiseDescriptorLimit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max()));
}

int MostConnections(int descriptors) {
  const int free = std::max(descriptors - limits::kReservedDescriptors, 0);
  return free / kDescriptorsOfConnection;
}

}  // namespace liandong::connections
