#include "shared/runtime/metrics_endpoint.h"

#include <exception>

#include "absl/strings/str_cat.h"

namespace liandong::runtime {

MetricsEndpoint::MetricsEndpoint(const std::string& certificate)
    : certificate_expiry_(std::make_shared<CertificateExpiry>(certificate)) {}

absl::StatusOr<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Listen(const std::string& address,
                                                                         const telemetry::Metrics& metrics,
                                                                         const std::string& certificate) {
  auto endpoint = std::unique_ptr<MetricsEndpoint>(new MetricsEndpoint(certificate));
  try {
    endpoint->exposer_ = std::make_unique<prometheus::Exposer>(address);
  } catch (const std::exception&) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", address));
  }
  endpoint->exposer_->RegisterCollectable(metrics.registry());
  endpoint->exposer_->RegisterCollectable(endpoint->certificate_expiry_);
  return endpoint;
}

}  // namespace liandong::runtime
