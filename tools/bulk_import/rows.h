#pragma once

#include <functional>
#include <istream>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace liandong::bulk_import {

// One request of a file.
struct Row {
  int line = 0;      // number of its first line, from 1
  std::string text;  // as written in the file
  absl::StatusOr<nlohmann::json> body = nlohmann::json();
};

enum class Form { kJsonLines, kCsv };

// Passes each row to `take` until that returns false; skips empty lines. A row that cannot be read has a fault instead
// of a body, and reading continues. INVALID_ARGUMENT if a CSV file has no header. CSV is RFC 4180 in UTF-8; the header
// contains field paths (`persons.0.document.number`). An empty cell leaves the field unset, `true` and `false` are
// booleans, and everything else is text, which the JSON form accepts for all other types.
absl::Status ReadRows(std::istream& file, Form form, const std::function<bool(const Row&)>& take);

}  // namespace liandong::bulk_import
