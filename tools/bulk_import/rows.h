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
  int line = 0;      // where it begins, from 1
  std::string text;  // as it stands there
  absl::StatusOr<nlohmann::json> body = nlohmann::json();
};

enum class Form { kJsonLines, kCsv };

// Hands over row after row, empty lines left out, until `take` says false. A row that cannot be read has its fault in
// place of a body and the next goes on. INVALID_ARGUMENT if the file has no rows to speak of: a CSV without a header.
// CSV is RFC 4180 in UTF-8 with a header of paths (`persons.0.document.number`); an empty cell is a field that is not
// set, `true` and `false` are truth values, all else is text, as the JSON form of every other type may be.
absl::Status ReadRows(std::istream& file, Form form, const std::function<bool(const Row&)>& take);

}  // namespace liandong::bulk_import
