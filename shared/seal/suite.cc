#include "shared/seal/suite.h"

namespace liandong::seal {

std::optional<Suite> SuiteFromName(absl::string_view name) {
  if (name == "standard") return Suite::kStandard;
  if (name == "national") return Suite::kNational;
  return std::nullopt;
}

std::optional<Suite> SuiteFromNumber(int number) {
  if (number != static_cast<int>(Suite::kStandard) && number != static_cast<int>(Suite::kNational)) return std::nullopt;
  return static_cast<Suite>(number);
}

const char* DigestName(Suite suite) { return suite == Suite::kNational ? "SM3" : "SHA256"; }

}  // namespace liandong::seal
