#include "tests/testing/timing.h"

#include <algorithm>
#include <cmath>

namespace liandong::testing {
namespace {

constexpr size_t kParts = 20;
// Standard deviations that random error exceeds once in ten thousand times.
constexpr double kLuck = 3.72;

}  // namespace

double GuessFromTimes(const std::vector<Timed>& calls) {
  std::vector<Timed> known;
  std::vector<Timed> asked;
  for (size_t i = 0; i < calls.size(); ++i) (i / 2 % 2 == 0 ? known : asked).push_back(calls[i]);
  std::sort(known.begin(), known.end(), [](const Timed& a, const Timed& b) { return a.seconds < b.seconds; });
  std::vector<double> ends;  // of the parts
  std::vector<int> hits;     // minus the misses
  for (size_t part = 0; part < kParts; ++part) {
    const size_t end = known.size() * (part + 1) / kParts;
    hits.push_back(0);
    for (size_t i = known.size() * part / kParts; i < end; ++i) hits.back() += known[i].hit ? 1 : -1;
    ends.push_back(known[end - 1].seconds);
  }
  size_t right = 0;
  for (const Timed& call : asked) {
    const auto part = std::lower_bound(ends.begin(), ends.end() - 1, call.seconds) - ends.begin();
    right += (hits[static_cast<size_t>(part)] > 0) == call.hit ? 1 : 0;
  }
  return static_cast<double>(right) / static_cast<double>(asked.size());
}

double LuckiestGuess(size_t calls) { return 0.5 + kLuck * 0.5 / std::sqrt(static_cast<double>(calls) / 2); }

}  // namespace liandong::testing
