#pragma once

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <string>
#include <utility>
#include <vector>

namespace liandong::runtime {

// The expiry of the certificate in a file. It is read again at each scrape, because the certificate is replaced without
// a restart.
class CertificateExpiry : public prometheus::Collectable {
 public:
  explicit CertificateExpiry(std::string path) : path_(std::move(path)) {}

  // 0, which is long past, if the file cannot be read.
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const std::string path_;
};

}  // namespace liandong::runtime
