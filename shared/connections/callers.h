#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "shared/limits/token_bucket.h"

namespace liandong::connections {

// What the callers may still do, over all their connections. Thread-safe.
class Callers {
 public:
  // Charges a caller for streams that it reset, and credits it for those that completed. Returns whether it may go on.
  bool Charge(const std::string& caller, int64_t completed, int64_t reset, absl::Time now);

  // Refuses new connections of a caller for a while, which is longer each time.
  void Bar(const std::string& caller, absl::Time now);
  bool Barred(const std::string& caller, absl::Time now) const;

 private:
  struct Account {
    limits::TokenBucket resets;
    absl::Time barred_until = absl::InfinitePast();
    absl::Duration last_bar = absl::ZeroDuration();
  };

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Account> accounts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::connections
