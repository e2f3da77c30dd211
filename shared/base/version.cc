#include "shared/base/version.h"

#include "absl/strings/str_cat.h"

namespace liandong::base {

absl::string_view Version() { return LIANDONG_VERSION; }

std::string VersionOf(absl::string_view program) {
  const absl::string_view name = program.substr(program.rfind('/') + 1);
  return absl::StrCat(name, " (Liandong) ", Version(), "\n");
}

}  // namespace liandong::base
