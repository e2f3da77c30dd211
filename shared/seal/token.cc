#include "shared/seal/token.h"

#include "absl/strings/escaping.h"

namespace liandong::seal {

std::string TokenBox::Close(absl::string_view audience, absl::string_view content) const {
  return absl::WebSafeBase64Escape(sealer_.Seal("token", audience, 1, content));
}

std::optional<std::string> TokenBox::Open(absl::string_view audience, absl::string_view token) const {
  std::string sealed;
  if (!absl::WebSafeBase64Unescape(token, &sealed)) return std::nullopt;
  auto content = sealer_.Open("token", audience, 1, sealed);
  if (!content.ok()) return std::nullopt;
  return *std::move(content);
}

}  // namespace liandong::seal
