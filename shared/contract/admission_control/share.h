#pragma once

#include "absl/time/time.h"
#include "shared/limits/token_bucket.h"

namespace liandong::contract {

// A token bucket: use is allowed while something is left, and may take more than is left, because
// the cost of a call is known only after parsing. Not thread-safe.
class Share {
 public:
  // How long to wait until something is left; zero if something is. `rate` is per second. Whoever was silent may use at
  // once what becomes available in two seconds, and at least one.
  absl::Duration Wait(double rate, absl::Time now);
  void Use(double amount) { bucket_.Use(amount); }

 private:
  limits::TokenBucket bucket_;
};

}  // namespace liandong::contract
