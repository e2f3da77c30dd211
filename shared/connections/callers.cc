#include "shared/connections/callers.h"

#include <algorithm>

#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

constexpr int kLonger = 2;  // times the last bar

// A bar that seems to last longer than any was set before the clock was set back.
bool IsWithin(absl::Time barred_until, absl::Time now) {
  return now < barred_until && barred_until - now <= limits::kLongestBar;
}

}  // namespace

bool Callers::Charge(const std::string& caller, int64_t completed, int64_t reset, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  limits::TokenBucket& resets = accounts_[caller].resets;
  resets.Left(limits::kResetsPerSecond, limits::kMaxResets, now);
  const bool allowed = resets.Use(static_cast<double>(reset - completed)) >= 0;
  // After a fault, each of the caller's other connections must let more streams complete than it resets.
  resets.LimitDebt(0);
  return allowed;
}

void Callers::Bar(const std::string& caller, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  Account& account = accounts_[caller];
  // The connections of one caller are closed together, for one fault.
  if (IsWithin(account.barred_until, now)) return;
  const bool again = now - account.barred_until < limits::kLongestBar;
  account.last_bar = again ? std::min(account.last_bar * kLonger, limits::kLongestBar) : limits::kFirstBar;
  account.barred_until = now + account.last_bar;
}

bool Callers::Barred(const std::string& caller, absl::Time now) const {
  absl::MutexLock lock(&mutex_);
  const auto found = accounts_.find(caller);
  return found != accounts_.end() && IsWithin(found->second.barred_until, now);
}

}  // namespace liandong::connections
