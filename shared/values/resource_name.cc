#include "shared/values/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace liandong::values {
namespace {

constexpr size_t kMaxIdLength = 63;

bool IsIdCharacter(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-'; }

}  // namespace

std::string NameOf(absl::string_view collection, absl::string_view id) { return absl::StrCat(collection, "/", id); }

std::optional<absl::string_view> IdIn(absl::string_view name, absl::string_view collection) {
  if (!absl::ConsumePrefix(&name, collection) || !absl::ConsumePrefix(&name, "/")) return std::nullopt;
  if (name.empty() || name.size() > kMaxIdLength) return std::nullopt;
  if (!std::all_of(name.begin(), name.end(), IsIdCharacter)) return std::nullopt;
  return name;
}

}  // namespace liandong::values
