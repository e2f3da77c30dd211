#include "shared/seal/token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "shared/seal/cipher.h"

namespace liandong::seal {

std::string TokenBox::Close(absl::string_view audience, absl::string_view content) const {
  return absl::WebSafeBase64Escape(Encrypt(suite_, key_, absl::StrCat("token\n", audience), content));
}

std::optional<std::string> TokenBox::Open(absl::string_view audience, absl::string_view token) const {
  std::string sealed;
  if (!absl::WebSafeBase64Unescape(token, &sealed)) return std::nullopt;
  auto content = Decrypt(suite_, key_, absl::StrCat("token\n", audience), sealed);
  if (!content.ok()) return std::nullopt;
  return *std::move(content);
}

}  // namespace liandong::seal
