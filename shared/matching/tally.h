#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"

// Which of the subjects that share a key with the one looked for are worth comparing. Pure.
namespace liandong::matching {

// A key that more subjects than this share tells too little, and is passed over.
inline constexpr size_t kLargestBlock = 16;
// So many are compared at most, however many were met: what a look-up costs does not grow with the data.
inline constexpr size_t kMostCompared = 24;

class Tally {
 public:
  // Those met under one key, at most kLargestBlock + 1 of them.
  void Add(const std::vector<int64_t>& met);

  // Those that share the most and the rarest keys, the best first.
  std::vector<int64_t> Best() const;

 private:
  absl::flat_hash_map<int64_t, double> weights_;
};

}  // namespace liandong::matching
