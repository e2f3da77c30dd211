#include "shared/command_line/flag_file.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <utility>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "shared/base/status_macros.h"

namespace liandong::command_line {
namespace {

constexpr char kFlagFile[] = "flagfile";
constexpr absl::string_view kNo = "no";

struct Given {
  absl::string_view name;
  std::optional<absl::string_view> value;
};

// Returns nullopt if the text is not a flag.
std::optional<Given> GivenIn(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "--") && !absl::ConsumePrefix(&text, "-")) return std::nullopt;
  const size_t equals = text.find('=');
  if (equals == absl::string_view::npos) return Given{text, std::nullopt};
  return Given{text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<std::string> FilesOf(absl::string_view value) { return absl::StrSplit(value, ',', absl::SkipEmpty()); }

// Returns a reason, or an empty text if the flag accepts the value.
std::string WhyNot(const Given& given) {
  if (given.name == kFlagFile && given.value.has_value()) return "";
  absl::CommandLineFlag* flag = absl::FindCommandLineFlag(given.name);
  std::string value(given.value.value_or("true"));
  if (flag == nullptr && absl::StartsWith(given.name, kNo)) {
    flag = absl::FindCommandLineFlag(given.name.substr(kNo.size()));
    if (flag != nullptr && !flag->IsOfType<bool>()) flag = nullptr;
    value = "false";
  }
  if (flag == nullptr) return "unknown flag · 没有该参数";
  if (!given.value.has_value() && !flag->IsOfType<bool>()) return "the flag needs a value · 缺少取值";
  std::string error;
  return flag->ParseFrom(value, &error) ? "" : absl::StrCat(error, " · 取值无效");
}

class Reader {
 public:
  absl::Status Read(const std::string& path) {
    // Abseil refuses a file that includes itself.
    if (!read_.insert(path).second) return absl::OkStatus();
    std::ifstream file(path);
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      const absl::string_view text = absl::StripAsciiWhitespace(line);
      if (!text.empty() && text.front() != '#') LD_RETURN_IF_ERROR(ReadLine(text, absl::StrCat(path, ":", number)));
    }
    return absl::OkStatus();
  }
  std::vector<FlagLine> Take() { return std::move(lines_); }

 private:
  absl::Status ReadLine(absl::string_view text, const std::string& place) {
    const std::optional<Given> given = GivenIn(text);
    if (!given.has_value() || given->name.empty())
      return absl::InvalidArgumentError(
          absl::StrCat(place, ": the line must have the form --name=value · 须为 --name=value 形式"));
    const std::string reason = WhyNot(*given);
    if (!reason.empty()) return absl::InvalidArgumentError(absl::StrCat(place, ": --", given->name, ": ", reason));
    lines_.push_back({place, std::string(given->name)});
    if (given->name != kFlagFile) return absl::OkStatus();
    for (const std::string& path : FilesOf(*given->value)) LD_RETURN_IF_ERROR(Read(path));
    return absl::OkStatus();
  }

  std::set<std::string> read_;
  std::vector<FlagLine> lines_;
};

}  // namespace

absl::StatusOr<std::vector<FlagLine>> ReadFlagFiles(const std::vector<std::string>& arguments) {
  Reader reader;
  for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::optional<Given> given = GivenIn(arguments[i]);
    if (!given.has_value() || given->name != kFlagFile) continue;
    const bool next = !given->value.has_value() && i + 1 < arguments.size();
    for (const std::string& path : FilesOf(next ? arguments[i + 1] : given->value.value_or("")))
      LD_RETURN_IF_ERROR(reader.Read(path));
  }
  return reader.Take();
}

std::string PlaceOfFlagIn(absl::string_view message, const std::vector<FlagLine>& lines) {
  const size_t start = message.find("--");
  if (start == absl::string_view::npos) return "";
  message.remove_prefix(start + 2);
  const auto end =
      std::find_if_not(message.begin(), message.end(), [](char c) { return absl::ascii_isalnum(c) || c == '_'; });
  const absl::string_view name(message.data(), static_cast<size_t>(end - message.begin()));
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [&](const FlagLine& line) { return line.name == name; });
  return last == lines.rend() ? "" : last->place;
}

}  // namespace liandong::command_line
