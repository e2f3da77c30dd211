#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <map>
#include <memory>
#include <string>

#include "shared/telemetry/catalogue.h"

// Prometheus metrics of one process. Only those of the catalogue exist.
namespace liandong::telemetry {

inline constexpr int kStatusCodes = 17;

// The metrics of one method's calls.
struct MethodMetrics {
  prometheus::Counter* started;
  std::array<prometheus::Counter*, kStatusCodes> handled;
  prometheus::Histogram* seconds;
};

class Metrics {
 public:
  Metrics();

  std::shared_ptr<prometheus::Registry> registry() const { return registry_; }

  // `type` is `unary` or `server_stream`.
  MethodMetrics ForMethod(const std::string& type, const std::string& service, const std::string& method);

  // The same metric and labels return the same object, which lives as long as this one. Keep the reference on hot
  // paths. The labels must be those in the catalogue.
  prometheus::Counter& Counter(const Metric& metric, const std::map<std::string, std::string>& labels = {});
  prometheus::Gauge& Gauge(const Metric& metric, const std::map<std::string, std::string>& labels = {});

 private:
  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& started_;
  prometheus::Family<prometheus::Counter>& handled_;
  prometheus::Family<prometheus::Histogram>& seconds_;
};

}  // namespace liandong::telemetry
