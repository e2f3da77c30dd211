#include "shared/telemetry/metrics.h"

#include "shared/base/version.h"

namespace liandong::telemetry {
namespace {

// Names of the canonical codes, as in gRPC's middleware.
constexpr std::array<const char*, kStatusCodes> kCodeNames = {
    "OK",       "Canceled",       "Unknown",          "InvalidArgument",   "DeadlineExceeded",
    "NotFound", "AlreadyExists",  "PermissionDenied", "ResourceExhausted", "FailedPrecondition",
    "Aborted",  "OutOfRange",     "Unimplemented",    "Internal",          "Unavailable",
    "DataLoss", "Unauthenticated"};

const prometheus::Histogram::BucketBoundaries& Seconds() {
  static const auto* const bounds = new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return *bounds;
}

}  // namespace

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      started_(prometheus::BuildCounter().Name(kCallsStarted.name).Help(kCallsStarted.help).Register(*registry_)),
      handled_(prometheus::BuildCounter().Name(kCallsHandled.name).Help(kCallsHandled.help).Register(*registry_)),
      seconds_(prometheus::BuildHistogram().Name(kCallSeconds.name).Help(kCallSeconds.help).Register(*registry_)) {
  Gauge(kBuildInfo, {{"version", std::string(base::Version())}}).Set(1);
}

MethodMetrics Metrics::ForMethod(const std::string& type, const std::string& service, const std::string& method) {
  std::map<std::string, std::string> labels = {{"grpc_type", type}, {"grpc_service", service}, {"grpc_method", method}};
  MethodMetrics metrics{};
  metrics.started = &started_.Add(labels);
  metrics.seconds = &seconds_.Add(labels, Seconds());
  for (int code = 0; code < kStatusCodes; ++code) {
    labels["grpc_code"] = kCodeNames[code];
    metrics.handled[code] = &handled_.Add(labels);
  }
  return metrics;
}

prometheus::Counter& Metrics::Counter(const Metric& metric, const std::map<std::string, std::string>& labels) {
  return prometheus::BuildCounter().Name(metric.name).Help(metric.help).Register(*registry_).Add(labels);
}

prometheus::Gauge& Metrics::Gauge(const Metric& metric, const std::map<std::string, std::string>& labels) {
  return prometheus::BuildGauge().Name(metric.name).Help(metric.help).Register(*registry_).Add(labels);
}

}  // namespace liandong::telemetry
