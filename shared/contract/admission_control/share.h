#pragma once

#include "absl/time/time.h"

namespace liandong::contract {

// What one caller may still use of something that becomes available at a constant rate. Not thread-safe. Whoever is not
// in debt may use more than is left and is in debt afterwards, so that what a use costs may be known only later.
class Share {
 public:
  // `rate` is per second. Whoever was silent may use at once what becomes available in two seconds, and at least one.
  bool Exhausted(double rate, absl::Time now);
  void Use(double amount) { left_ -= amount; }

 private:
  double left_ = 0;
  absl::Time filled_ = absl::InfinitePast();
};

}  // namespace liandong::contract
