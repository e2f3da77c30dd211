#include "shared/connections/conduct.h"

#include <algorithm>

#include "shared/limits/connection_limits.h"

namespace liandong::connections {

int64_t Streams::ended_early() const { return reset + std::max<int64_t>(open() - limits::kMaxStreamsOfConnection, 0); }

bool Conduct::WorthALook(int64_t received) const { return received - looked_at_ >= limits::kBytesWorthALook; }

Conduct::Since Conduct::Look(int64_t received, const Streams& streams) {
  const Since since{.completed = streams.completed - streams_.completed,
                    .reset = std::max<int64_t>(streams.ended_early() - streams_.ended_early(), 0)};
  if (!(streams == streams_)) moved_at_ = received;
  if (since.completed > 0 || since.reset > 0) ended_at_ = received;
  streams_ = streams;
  looked_at_ = received;
  return since;
}

bool Conduct::SendsWithoutCalls() const {
  const int64_t calls = std::clamp<int64_t>(streams_.open(), 1, limits::kMostLargeCallsAtOnce);
  return looked_at_ - moved_at_ > calls * limits::kMaxBytesWithoutCalls ||
         looked_at_ - ended_at_ > limits::kMostLargeCallsAtOnce * limits::kMaxBytesWithoutCalls;
}

}  // namespace liandong::connections
