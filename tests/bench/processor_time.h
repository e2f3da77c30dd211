#pragma once

#include "absl/time/time.h"

namespace liandong::bench {

// User and system time of a process, of its descendants, and of those of them that have ended and were waited for.
absl::Duration ProcessorTime(int pid);

}  // namespace liandong::bench
