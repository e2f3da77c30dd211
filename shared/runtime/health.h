#pragma once

#include <atomic>

#include "absl/time/time.h"

namespace liandong::runtime {

// Whether a process serves calls: what it says itself, and what its handshakes with its own port prove. Thread-safe.
class Health {
 public:
  // Whether it says that it accepts calls.
  void SetServing(bool serving, absl::Time now);
  // A handshake with its own port has just succeeded.
  void Prove(absl::Time now);

  // Whether callers should send calls to it.
  bool Ready(absl::Time now) const { return serving_ && Live(now); }
  // Whether a restart would not help: it is starting or stopping, or has proved that it serves.
  bool Live(absl::Time now) const;

 private:
  std::atomic<bool> serving_ = false;
  std::atomic<absl::Time> proved_ = absl::InfinitePast();
};

}  // namespace liandong::runtime
