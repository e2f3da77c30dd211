#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/servers.h"
#include "tests/eval/people.h"

namespace liandong::bench {

struct Growth {
  std::vector<int> records;  // the numbers of stored clues at which to measure, ascending
  int streams = 0;           // quiet watch streams beside some calls
  int64_t entries = 0;       // the ledger gets at least this many before the last measurements
  int listed = 0;            // the missing persons at the last measurements of checks; a tenth of them at the first
  absl::Duration duration;   // of each measurement
};

// Measures what calls cost as clues, and then missing persons and checks, accumulate, and prints for each number the
// processor time per call and its ratio to that of the first number. Returns the exit code.
int MeasureGrowth(const Growth& growth, const Setting& setting, const eval::Stock& stock);

}  // namespace liandong::bench
