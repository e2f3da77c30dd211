#pragma once

#include <string>
#include <vector>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace liandong::identity {

// The parts of an X.509 certificate that the suite uses.
struct Certificate {
  std::string serial;  // upper-case hexadecimal
  absl::Time not_before;
  absl::Time not_after;
  std::vector<std::string> uris;  // URI subject alternative names
};

// Parses the first certificate of a PEM text. INVALID_ARGUMENT if there is none.
absl::StatusOr<Certificate> ParseCertificate(absl::string_view pem);

}  // namespace liandong::identity
