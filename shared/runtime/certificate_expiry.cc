#include "shared/runtime/certificate_expiry.h"

#include <fstream>
#include <iterator>

#include "shared/identity/certificate.h"
#include "shared/telemetry/catalogue.h"

namespace liandong::runtime {
namespace {

double ExpiryOf(const std::string& path) {
  std::ifstream file(path);
  const std::string pem{std::istreambuf_iterator<char>(file), {}};
  const auto certificate = identity::ParseCertificate(pem);
  return certificate.ok() ? static_cast<double>(absl::ToUnixSeconds(certificate->not_after)) : 0;
}

}  // namespace

std::vector<prometheus::MetricFamily> CertificateExpiry::Collect() const {
  prometheus::MetricFamily family;
  family.name = telemetry::kCertificateExpiry.name;
  family.help = telemetry::kCertificateExpiry.help;
  family.type = prometheus::MetricType::Gauge;
  prometheus::ClientMetric metric;
  metric.gauge.value = ExpiryOf(path_);
  family.metric.push_back(std::move(metric));
  return {family};
}

}  // namespace liandong::runtime
