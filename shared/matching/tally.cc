#include "shared/matching/tally.h"

#include <algorithm>
#include <cmath>

namespace liandong::matching {

void Tally::Add(const std::vector<int64_t>& met) {
  if (met.size() > kLargestBlock) return;
  // A key that only one subject has counts five times as much as a key of a full block.
  const double weight = std::log(2.0 * kLargestBlock / static_cast<double>(std::max<size_t>(1, met.size())));
  for (const int64_t subject : met) weights_[subject] += weight;
}

std::vector<int64_t> Tally::Best() const {
  std::vector<std::pair<double, int64_t>> ranked;
  ranked.reserve(weights_.size());
  for (const auto& [subject, weight] : weights_) ranked.emplace_back(-weight, subject);
  std::sort(ranked.begin(), ranked.end());
  std::vector<int64_t> best;
  for (size_t i = 0; i < std::min(kMostCompared, ranked.size()); ++i) best.push_back(ranked[i].second);
  return best;
}

}  // namespace liandong::matching
