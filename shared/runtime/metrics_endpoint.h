#pragma once

#include <prometheus/exposer.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/runtime/certificate_expiry.h"
#include "shared/telemetry/metrics.h"

namespace liandong::runtime {

// Serves the metrics of a process to Prometheus over plain HTTP.
class MetricsEndpoint {
 public:
  // Also serves the expiry of the certificate in a file. UNAVAILABLE if it cannot listen on the address.
  static absl::StatusOr<std::unique_ptr<MetricsEndpoint>> Listen(const std::string& address,
                                                                 const telemetry::Metrics& metrics,
                                                                 const std::string& certificate);

 private:
  explicit MetricsEndpoint(const std::string& certificate);

  // The exposer does not own what it serves.
  const std::shared_ptr<CertificateExpiry> certificate_expiry_;
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace liandong::runtime
