#pragma once

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

namespace liandong::runtime {

// When the certificate in a file expires, read anew at each scrape: it is replaced without a restart.
class CertificateExpiry : public prometheus::Collectable {
 public:
  explicit CertificateExpiry(std::string path) : path_(std::move(path)) {}

  // 0, long past, where it cannot be read.
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const std::string path_;
};

}  // namespace liandong::runtime
