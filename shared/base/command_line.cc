#include "shared/base/command_line.h"

#include <algorithm>

#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace liandong::base {

std::vector<char*> ParseCommandLine(int argc, char** argv, const std::string& usage) {
  absl::SetProgramUsageMessage(usage);
  absl::FlagsUsageConfig config;
  // By itself Abseil shows those of a file that is named as the program.
  config.contains_help_flags = [](absl::string_view file) {
    return absl::StrContains(file, "shared/") || absl::StrContains(file, "tools/") || absl::StrContains(file, "tests/");
  };
  config.normalize_filename = [](absl::string_view file) {
    const size_t own = std::min({file.find("shared/"), file.find("tools/"), file.find("tests/")});
    return std::string(own == absl::string_view::npos ? file : file.substr(own));
  };
  absl::SetFlagsUsageConfig(config);
  return absl::ParseCommandLine(argc, argv);
}

}  // namespace liandong::base
