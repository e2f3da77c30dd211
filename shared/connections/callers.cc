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

Callers::Account& Callers::AccountOf(const std::string& caller, absl::Time now) {
  return accounts_.try_emplace(caller, Account{.resets = limits::kMaxResets, .filled = now}).first->second;
}

bool Callers::Charge(const std::string& caller, int64_t completed, int64_t reset, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  Account& account = AccountOf(caller, now);
  // The clock may be set back.
  const double refilled = std::max(0.0, absl::ToDoubleSeconds(now - account.filled)) * limits::kResetsPerSecond;
  account.filled = now;
  account.resets += refilled + static_cast<double>(completed - reset);
  account.resets = std::min<double>(account.resets, limits::kMaxResets);
  const bool allowed = account.resets >= 0;
  // After a fault, each of the caller's other connections must let more streams complete than it resets.
  account.resets = std::max(account.resets, 0.0);
  return allowed;
}

void Callers::Bar(const std::string& caller, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  Account& account = AccountOf(caller, now);
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
