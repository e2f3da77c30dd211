#pragma once

#include <functional>

#include "absl/status/status.h"
#include "shared/runtime/health.h"
#include "shared/telemetry/metrics.h"
#include "shared/threads/periodic_task.h"

namespace liandong::runtime {

// Checks regularly that the process serves its port, and tells the service manager as long as it does.
class OwnChecks {
 public:
  // `check` is a handshake with the own port. Nothing is owned.
  OwnChecks(std::function<absl::Status()> check, Health* health, telemetry::Metrics* metrics);

  void Start() { task_.Start(); }
  void Stop() { task_.Stop(); }

 private:
  bool Check();

  const std::function<absl::Status()> check_;
  Health& health_;
  prometheus::Gauge& checked_;
  threads::PeriodicTask task_;
};

}  // namespace liandong::runtime
