#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

#include "shared/seal/keys.h"

namespace liandong::seal {

// Opaque tokens for pages and streams. A caller can neither read nor forge them, and a token of one list or caller
// (`audience`) is not valid for another.
class TokenBox {
 public:
  TokenBox(Suite suite, const Key& key) : suite_(suite), key_(key) {}

  // Web-safe base64.
  std::string Close(absl::string_view audience, absl::string_view content) const;
  std::optional<std::string> Open(absl::string_view audience, absl::string_view token) const;

 private:
  Suite suite_;
  Key key_;
};

}  // namespace liandong::seal
