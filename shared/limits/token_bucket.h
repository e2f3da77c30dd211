#pragma once

#include <algorithm>
#include <limits>

#include "absl/time/time.h"

namespace liandong::limits {

// An allowance that comes back at a steady rate and may be overdrawn. Full until it is first used. Not thread-safe.
class TokenBucket {
 public:
  // What is left at `now`, negative if it is overdrawn. It comes back at `rate` per second, until there is `most`.
  double Left(double rate, double most, absl::Time now) {
    // The clock may have been set back.
    const double seconds = absl::ToDoubleSeconds(std::max(now - filled_, absl::ZeroDuration()));
    left_ = std::min(most, left_ + seconds * rate);
    filled_ = now;
    return left_;
  }

  // Returns what is left. A negative amount gives back.
  double Use(double amount) { return left_ -= amount; }

  // A debt is not greater than this.
  void LimitDebt(double most) { left_ = std::max(left_, -most); }

 private:
  double left_ = std::numeric_limits<double>::max();
  absl::Time filled_ = absl::InfiniteFuture();
};

}  // namespace liandong::limits
