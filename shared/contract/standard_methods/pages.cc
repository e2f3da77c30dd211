#include "shared/contract/standard_methods/pages.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/errors/errors.h"

namespace liandong::contract {

absl::StatusOr<std::optional<records::Position>> PositionOf(const seal::TokenBox& tokens, const std::string& audience,
                                                            const std::string& token) {
  if (token.empty()) return std::nullopt;
  auto content = tokens.Open(audience, token);
  if (content.has_value()) return records::Position{*std::move(content)};
  return errors::Refuse(v1::ERROR_REASON_PAGE_TOKEN_INVALID);
}

std::string PageAudience(const Call& call, const records::Filter& filter) {
  return absl::StrCat(call.caller->uri, "\n", call.method->path, "\n", filter.kind.value_or(-1), "\n",
                      filter.state.value_or(-1), "\n", filter.parent.value_or(""));
}

std::string TokenAfter(const seal::TokenBox& tokens, const std::string& audience, const records::Columns& last) {
  return tokens.Close(audience, last.id);
}

int PageSize(int requested) { return requested == 0 ? limits::kDefaultPageSize : requested; }

}  // namespace liandong::contract
