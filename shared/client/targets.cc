#include "shared/client/targets.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace liandong::client {

absl::StatusOr<std::map<std::string, std::string>> ParseTargets(const std::vector<std::string>& texts) {
  std::map<std::string, std::vector<std::string>> addresses;
  for (const std::string& text : texts) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    if (parts.first.empty() || parts.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("'", text, "' must have the form service=address"));
    }
    addresses[parts.first].push_back(parts.second);
  }
  std::map<std::string, std::string> targets;
  for (const auto& [name, all] : addresses) {
    targets[name] = all.size() == 1 ? all.front() : absl::StrCat("ipv4:", absl::StrJoin(all, ","));
  }
  return targets;
}

}  // namespace liandong::client
