#include "shared/contract/admission_control/share.h"

#include <algorithm>

namespace liandong::contract {
namespace {

constexpr double kBurstSeconds = 2;

}  // namespace

bool Share::Exhausted(double rate, absl::Time now) {
  const double most = std::max(1.0, rate * kBurstSeconds);
  // The clock may have gone back.
  const double seconds = absl::ToDoubleSeconds(std::max(now - filled_, absl::ZeroDuration()));
  left_ = std::min(most, left_ + seconds * rate);
  filled_ = now;
  return left_ <= 0;
}

}  // namespace liandong::contract
