#include "tests/eval/csv.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::eval {
namespace {

class Reader {
 public:
  Reader(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

  absl::StatusOr<Table> Read() {
    Table table;
    table.columns = Row();
    while (at_ < text_.size()) {
      std::vector<std::string> row = Row();
      if (row.size() == 1 && row[0].empty()) continue;
      if (row.size() != table.columns.size())
        return absl::InvalidArgumentError(
            absl::StrCat(path_, ": line ", line_ - 1, " has ", row.size(), " cells, not ", table.columns.size()));
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  std::vector<std::string> Row() {
    std::vector<std::string> row;
    do {
      row.push_back(Cell());
    } while (at_ < text_.size() && text_[at_++] == ',');
    ++line_;
    return row;
  }

  // Ends after a comma or at the end of the line.
  std::string Cell() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] == '"') return Quoted();
    const size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    const std::string cell = text_.substr(at_, end - at_);
    at_ = end;
    return std::string(absl::StripAsciiWhitespace(cell));
  }

  std::string Quoted() {
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"' && (at_ + 1 == text_.size() || text_[at_ + 1] != '"')) break;
      if (text_[at_] == '"') ++at_;
      cell.push_back(text_[at_]);
    }
    at_ = std::min(text_.find_first_of(",\n", at_), text_.size());
    return cell;
  }

  std::string path_;
  std::string text_;
  size_t at_ = 0;
  int line_ = 1;
};

}  // namespace

int Table::Column(const std::string& name) const {
  const auto found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

absl::StatusOr<Table> ReadCsv(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  std::ostringstream text;
  text << file.rdbuf();
  constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";
  std::string all = text.str();
  if (all.rfind(kByteOrderMark, 0) == 0) all.erase(0, sizeof kByteOrderMark - 1);
  return Reader(path, std::move(all)).Read();
}

}  // namespace liandong::eval
