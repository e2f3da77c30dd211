#pragma once

#include "absl/time/time.h"
#include "tests/bench/clue_calls.h"

namespace liandong::bench {

// Callers of several agencies report clues: first with increasing numbers of calls in progress, then with four times
// that of the peak. Prints what happens, and returns the exit code.
int MeasureOverload(ClueCalls& calls, absl::Duration duration);

}  // namespace liandong::bench
