#include "shared/contract/admission_control/share.h"

#include <algorithm>

namespace liandong::contract {
namespace {

constexpr double kBurstSeconds = 2;
// After a debt is paid, until something is left.
constexpr absl::Duration kALittle = absl::Microseconds(1);

}  // namespace

absl::Duration Share::Wait(double rate, absl::Time now) {
  const double most = std::max(1.0, rate * kBurstSeconds);
  // The clock may have gone back.
  const double seconds = absl::ToDoubleSeconds(std::max(now - filled_, absl::ZeroDuration()));
  left_ = std::min(most, left_ + seconds * rate);
  filled_ = now;
  return left_ > 0 ? absl::ZeroDuration() : absl::Seconds(-left_ / rate) + kALittle;
}

}  // namespace liandong::contract
