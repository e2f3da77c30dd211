#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// Reads flag files: one `--name=value` per line, comments after `#`, as for Abseil's `--flagfile`. Unlike Abseil, it
// reports the line of a wrong flag.
namespace liandong::command_line {

struct FlagLine {
  std::string place;  // FILE:LINE
  std::string name;
};

// Returns the flags from all files that the arguments (without the program's name) include with `--flagfile`, directly
// or through other files. For the first wrong line it returns INVALID_ARGUMENT with the place and the reason in English
// and Chinese. Abseil refuses files that cannot be read. The flags are set while they are read.
absl::StatusOr<std::vector<FlagLine>> ReadFlagFiles(const std::vector<std::string>& arguments);

// The place where the flag that `message` mentions first as `--name` was last set. Empty if no line sets it.
std::string PlaceOfFlagIn(absl::string_view message, const std::vector<FlagLine>& lines);

}  // namespace liandong::command_line
