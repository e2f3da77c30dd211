#include "tools/bulk_import/csv.h"

#include "absl/strings/strip.h"

namespace liandong::bulk_import {
namespace {

enum class In { kCell, kQuotes, kAfterQuotes };

// Adds one line. Returns whether the record continues on the next line.
bool TakeLine(absl::string_view line, In& in, CsvRecord& record) {
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    std::string& cell = record.cells.back();
    if (in == In::kQuotes) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        cell += line[++i];
      } else {
        in = In::kAfterQuotes;
      }
    } else if (c == ',') {
      record.cells.emplace_back();
      in = In::kCell;
    } else if (c == '"' && in == In::kCell && cell.empty()) {
      in = In::kQuotes;
    } else {
      record.whole = record.whole && in != In::kAfterQuotes;
      cell += c;
    }
  }
  return in == In::kQuotes;
}

}  // namespace

bool ReadCsvRecord(std::istream& file, CsvRecord& record) {
  record = CsvRecord{"", {""}, 0, true};
  In in = In::kCell;
  for (std::string line; std::getline(file, line);) {
    ++record.lines;
    if (record.lines > 1) {
      record.text += '\n';
      record.cells.back() += '\n';
    }
    const absl::string_view text = absl::StripSuffix(line, "\r");
    record.text.append(text.data(), text.size());
    if (!TakeLine(text, in, record)) return true;
  }
  record.whole = in != In::kQuotes;
  return record.lines > 0;
}

}  // namespace liandong::bulk_import
