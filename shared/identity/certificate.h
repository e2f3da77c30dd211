#pragma once

#include <string>
#include <vector>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace liandong::identity {

// What the suite reads from an X.509 certificate.
struct Certificate {
  std::string serial;  // upper-case hexadecimal
  absl::Time not_before;
  absl::Time not_after;
  std::vector<std::string> uris;  // URI subject alternative names
};

// Reads the first certificate of a PEM text. INVALID_ARGUMENT if there is none.
absl::StatusOr<Certificate> ParseCertificate(absl::string_view pem);

}  // namespace liandong::identity
