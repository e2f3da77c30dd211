#include "tools/bulk_import/rows.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tools/bulk_import/csv.h"

namespace liandong::bulk_import {
namespace {

using nlohmann::json;

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
// The limit for a list in a request.
constexpr int kMaxItems = 100;

absl::Status Fault(absl::string_view what) { return absl::InvalidArgumentError(what); }

absl::StatusOr<json> ParseObject(const std::string& text) {
  // The parser's message is dropped, because it contains the text of the line.
  json body = json::parse(text, nullptr, false);
  if (!body.is_object()) return Fault("not a JSON object");
  return body;
}

json ValueOf(const std::string& cell) {
  if (cell == "true" || cell == "false") return cell == "true";
  return cell;
}

// Returns false if the path contradicts an earlier one.
bool Put(json& body, const std::string& path, json value) {
  json* at = &body;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    if (!part.empty() && std::all_of(part.begin(), part.end(), absl::ascii_isdigit)) {
      int index = 0;
      const bool fits = absl::SimpleAtoi(part, &index) && index < kMaxItems;
      if (!(at->is_null() || at->is_array()) || !fits) return false;
      at = &(*at)[static_cast<size_t>(index)];
    } else {
      if (!(at->is_null() || at->is_object()) || part.empty()) return false;
      at = &(*at)[std::string(part)];
    }
  }
  if (!at->is_null()) return false;
  *at = std::move(value);
  return true;
}

// Whether a list skips an item, for example persons.1 without persons.0.
bool HasGap(const json& value) {
  for (const json& item : value) {
    if (item.is_null() || (item.is_structured() && HasGap(item))) return true;
  }
  return false;
}

absl::StatusOr<json> BodyOf(const std::vector<std::string>& header, const CsvRecord& record) {
  if (!record.whole) return Fault("a quotation mark is not closed");
  if (record.cells.size() != header.size()) {
    return Fault(absl::StrCat(record.cells.size(), " cells, but the header has ", header.size()));
  }
  json body = json::object();
  for (size_t i = 0; i < header.size(); ++i) {
    if (record.cells[i].empty()) continue;
    if (!Put(body, header[i], ValueOf(record.cells[i]))) {
      return Fault(absl::StrCat("the path ", header[i], " contradicts another column"));
    }
  }
  if (HasGap(body)) return Fault("a list skips an item");
  try {
    body.dump();
  } catch (const json::type_error&) {
    return Fault("the file is not UTF-8: save the table as CSV UTF-8");
  }
  return body;
}

absl::Status ReadCsv(std::istream& file, const std::function<bool(const Row&)>& take) {
  CsvRecord record;
  if (!ReadCsvRecord(file, record) || !record.whole)
    return Fault("the first line must name the field path of each column");
  std::vector<std::string> header = record.cells;
  header[0] = std::string(absl::StripPrefix(header[0], kByteOrderMark));
  for (std::string& path : header) {
    absl::StripAsciiWhitespace(&path);
    if (path.empty()) return Fault("a column has no field path in the header");
  }
  int line = 1 + record.lines;
  while (ReadCsvRecord(file, record)) {
    const Row row{line, record.text, BodyOf(header, record)};
    line += record.lines;
    if (!row.text.empty() && !take(row)) break;
  }
  return absl::OkStatus();
}

absl::Status ReadJsonLines(std::istream& file, const std::function<bool(const Row&)>& take) {
  int line = 0;
  for (std::string text; std::getline(file, text);) {
    if (++line == 1) text = std::string(absl::StripPrefix(text, kByteOrderMark));
    absl::StripAsciiWhitespace(&text);
    if (!text.empty() && !take(Row{line, text, ParseObject(text)})) break;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadRows(std::istream& file, Form form, const std::function<bool(const Row&)>& take) {
  return form == Form::kCsv ? ReadCsv(file, take) : ReadJsonLines(file, take);
}

}  // namespace liandong::bulk_import
