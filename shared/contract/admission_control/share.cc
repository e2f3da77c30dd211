#include "shared/contract/admission_control/share.h"

#include <algorithm>

namespace liandong::contract {
namespace {

constexpr double kBurstSeconds = 2;
// After a debt is paid, until something is left.
constexpr absl::Duration kALittle = absl::Microseconds(1);

}  // namespace

absl::Duration Share::Wait(double rate, absl::Time now) {
  const double left = bucket_.Left(rate, std::max(1.0, rate * kBurstSeconds), now);
  return left > 0 ? absl::ZeroDuration() : absl::Seconds(-left / rate) + kALittle;
}

}  // namespace liandong::contract
