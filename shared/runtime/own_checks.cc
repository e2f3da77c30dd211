#include "shared/runtime/own_checks.h"

#include <utility>

#include "absl/time/clock.h"
#include "shared/limits/connection_limits.h"
#include "shared/runtime/service_manager.h"
#include "shared/telemetry/connection_metrics.h"
#include "shared/telemetry/log.h"

namespace liandong::runtime {

OwnChecks::OwnChecks(std::function<absl::Status()> check, Health* health, telemetry::Metrics* metrics)
    : check_(std::move(check)),
      health_(*health),
      checked_(metrics->Gauge(telemetry::kOwnCheck)),
      task_("own-checks", {.interval = limits::kOwnCheckInterval}, [this] { return Check(); }) {
  // Until the first check, the start of the process counts.
  checked_.Set(absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch()));
}

bool OwnChecks::Check() {
  const absl::Status status = check_();
  const absl::Time now = absl::Now();
  if (status.ok()) {
    health_.Prove(now);
    checked_.Set(absl::ToDoubleSeconds(now - absl::UnixEpoch()));
  } else {
    telemetry::Log(telemetry::Severity::kWarning, "the process does not answer on its own port", {{"status", status}});
  }
  if (health_.Live(now)) NotifyServiceManager(kWatchdogNotice);
  return false;
}

}  // namespace liandong::runtime
