#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

// Comma-separated values (RFC 4180), with or without blanks around the commas.
namespace liandong::eval {

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells as columns

  // Index of a column; -1 if there is none.
  int Column(const std::string& name) const;
};

// INVALID_ARGUMENT with the line if a row has another number of cells than the first; NOT_FOUND if the file cannot be
// read.
absl::StatusOr<Table> ReadCsv(const std::string& path);

}  // namespace liandong::eval
