#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// Files of flags, one a line as `--name=value`, `#` before a remark, as Abseil's `--flagfile` reads them; but Abseil
// does not say in which line a fault is.
namespace liandong::command_line {

struct FlagLine {
  std::string place;  // FILE:LINE
  std::string name;
};

// The flags in the files that arguments (without the program's name) name by `--flagfile`, files named in files too.
// INVALID_ARGUMENT, with the place and the reason in English and Chinese, for the first line that cannot be taken. A
// file that cannot be read is left to Abseil to refuse. Sets the flags that it meets.
absl::StatusOr<std::vector<FlagLine>> ReadFlagFiles(const std::vector<std::string>& arguments);

// Where the flag that `message` tells of, its first `--name`, was given last; empty if in none of the lines.
std::string PlaceOfFlagIn(absl::string_view message, const std::vector<FlagLine>& lines);

}  // namespace liandong::command_line
