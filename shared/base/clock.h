#pragma once

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace liandong::base {

// The only source of the current time. Thread-safe. Rules never see a clock; they are given a time.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

class SystemClock : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

}  // namespace liandong::base
