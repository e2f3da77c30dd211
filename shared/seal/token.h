#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

#include "shared/seal/sealer.h"

namespace liandong::seal {

// Opaque tokens for pages and streams: what is inside cannot be read or made by the caller, and a token of one list or
// caller (`audience`) does not open for another.
class TokenBox {
 public:
  explicit TokenBox(const Key& key) : sealer_(key) {}

  // Web-safe base64.
  std::string Close(absl::string_view audience, absl::string_view content) const;
  std::optional<std::string> Open(absl::string_view audience, absl::string_view token) const;

 private:
  Sealer sealer_;
};

}  // namespace liandong::seal
