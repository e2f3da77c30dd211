#pragma once

#include <istream>
#include <string>
#include <vector>

namespace liandong::bulk_import {

// A record of RFC 4180 and the number of lines it occupies.
struct CsvRecord {
  std::string text;
  std::vector<std::string> cells;
  int lines = 0;
  bool whole = true;  // false: a quotation mark was not closed, or text follows one
};

// Reads the next record. Returns false at the end of the file.
bool ReadCsvRecord(std::istream& file, CsvRecord& record);

}  // namespace liandong::bulk_import
