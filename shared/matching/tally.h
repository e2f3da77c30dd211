#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"

// Selects, among the subjects that share a key with the one searched for, those worth comparing. Pure.
namespace liandong::matching {

// A key that more subjects than this share is skipped.
inline constexpr size_t kLargestBlock = 16;
// At most this many subjects are compared, so that the cost of a look-up does not grow with the data.
inline constexpr size_t kMostCompared = 24;

class Tally {
 public:
  // The subjects found under one key, at most kLargestBlock + 1.
  void Add(const std::vector<int64_t>& met);

  // The subjects that share the most and the rarest keys, the best first.
  std::vector<int64_t> Best() const;

 private:
  absl::flat_hash_map<int64_t, double> weights_;
};

}  // namespace liandong::matching
