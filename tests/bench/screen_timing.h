#pragma once

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "tests/eval/search_eval.h"

namespace liandong::bench {

// Ends the program if the status is an error.
void Must(const absl::Status& status);

struct Timing {
  double p50 = 0;  // milliseconds
  double p99 = 0;
  double recall = 0;  // among the first ten
};

// Asks each question of the crowd. `find` returns whether the true person is among the first ten.
Timing Ask(const eval::Crowd& crowd, absl::FunctionRef<bool(const matching::Subject&, int64_t truth)> find);

}  // namespace liandong::bench
