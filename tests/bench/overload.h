#pragma once

#include <functional>
#include <string>

#include "absl/time/time.h"
#include "tests/bench/subject.h"

namespace liandong::bench {

// Measures so many calls in progress, after a warm-up.
using MeasureCalls = std::function<Measured(int outstanding, absl::Duration warm_up)>;

// Calls a server first with increasing numbers of calls in progress, then with four times that of the peak. Prints what
// happens, and returns the exit code: 1 if a call failed for another reason than load.
int MeasureOverload(const std::string& method, const Subject& subject, const MeasureCalls& measure);

}  // namespace liandong::bench
