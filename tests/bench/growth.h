#pragma once

#include <vector>

#include "absl/time/time.h"
#include "tests/bench/servers.h"
#include "tests/eval/people.h"

namespace liandong::bench {

struct Growth {
  std::vector<int> records;  // the numbers of stored clues at which to measure, ascending
  int streams = 0;           // quiet watch streams beside some calls
  absl::Duration duration;   // of each measurement
};

// Measures what calls cost as clues accumulate, and prints for each number of clues the processor time per call and its
// ratio to that of the first number. Returns the exit code.
int MeasureGrowth(const Growth& growth, const Setting& setting, const eval::Stock& stock);

}  // namespace liandong::bench
