#include "tests/bench/screen_timing.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "absl/time/clock.h"

namespace liandong::bench {

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "screen-bench: %s\n", std::string(status.message()).c_str());
  std::exit(1);
}

Timing Ask(const eval::Crowd& crowd, absl::FunctionRef<bool(const matching::Subject&, int64_t truth)> find) {
  std::vector<double> milliseconds;
  double found = 0;
  for (size_t i = 0; i < crowd.asked.size(); ++i) {
    const absl::Time start = absl::Now();
    found += find(crowd.asked[i], crowd.truth[i]) ? 1 : 0;
    milliseconds.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  const size_t asked = milliseconds.size();
  return {milliseconds[asked / 2], milliseconds[asked * 99 / 100], found / static_cast<double>(asked)};
}

}  // namespace liandong::bench
