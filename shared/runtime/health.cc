#include "shared/runtime/health.h"

#include "shared/limits/connection_limits.h"

namespace liandong::runtime {

void Health::SetServing(bool serving, absl::Time now) {
  // The first handshake is due within the time that one keeps the process live.
  if (serving) Prove(now);
  serving_ = serving;
}

void Health::Prove(absl::Time now) { proved_ = now; }

bool Health::Live(absl::Time now) const { return !serving_ || now - proved_.load() <= limits::kLiveAfterCheck; }

}  // namespace liandong::runtime
