#include "shared/command_line/command_line.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "shared/base/version.h"
#include "shared/command_line/flag_file.h"

namespace liandong::command_line {
namespace {

std::vector<FlagLine>& LinesOfFiles() {
  static auto* const lines = new std::vector<FlagLine>();
  return *lines;
}

}  // namespace

std::vector<char*> ParseCommandLine(int argc, char** argv, const std::string& usage) {
  absl::SetProgramUsageMessage(usage);
  absl::FlagsUsageConfig config;
  // By default, Abseil only shows the flags of a file named like the program.
  config.contains_help_flags = [](absl::string_view file) {
    return absl::StrContains(file, "shared/") || absl::StrContains(file, "tools/") || absl::StrContains(file, "tests/");
  };
  config.normalize_filename = [](absl::string_view file) {
    const size_t own = std::min({file.find("shared/"), file.find("tools/"), file.find("tests/")});
    return std::string(own == absl::string_view::npos ? file : file.substr(own));
  };
  config.version_string = [program = std::string(argv[0])] { return base::VersionOf(program); };
  absl::SetFlagsUsageConfig(config);
  auto lines = ReadFlagFiles({argv + 1, argv + argc});
  if (!lines.ok()) {
    std::fprintf(stderr, "%s: %s\n", argv[0], std::string(lines.status().message()).c_str());
    std::exit(1);
  }
  LinesOfFiles() = *std::move(lines);
  return absl::ParseCommandLine(argc, argv);
}

std::string PlaceOfFlagIn(absl::string_view message) { return PlaceOfFlagIn(message, LinesOfFiles()); }

}  // namespace liandong::command_line
