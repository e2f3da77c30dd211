#include <fstream>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/status_macros.h"
#include "shared/matching/han.h"
#include "tests/eval/people.h"

namespace liandong::eval {
namespace {

using Lines = std::vector<std::vector<std::string>>;

// The cells of all lines except comments.
absl::StatusOr<Lines> ReadLines(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  Lines lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') lines.push_back(absl::StrSplit(line, '\t'));
  }
  return lines;
}

void IndexSounds(Stock& stock) {
  for (const std::u32string& characters : stock.given_characters) {
    for (const char32_t c : characters) {
      const std::string sound(matching::ReadingOf(c));
      stock.by_sound[sound].push_back(c);
      stock.by_dialect[matching::DialectFold(sound)].push_back(c);
    }
  }
}

}  // namespace

absl::StatusOr<Stock> ReadStock(const std::string& folder) {
  Stock stock;
  LD_ASSIGN_OR_RETURN(const Lines surnames, ReadLines(folder + "/surnames.tsv"));
  for (const auto& line : surnames) {
    double share = 0;
    if (line.size() < 2 || !absl::SimpleAtod(line[1], &share)) return absl::InvalidArgumentError("surnames.tsv");
    stock.surnames.push_back(line[0]);
    stock.surname_shares.push_back(share);
  }
  LD_ASSIGN_OR_RETURN(const Lines given, ReadLines(folder + "/given_characters.tsv"));
  stock.given_characters.resize(2);
  for (const auto& line : given) stock.given_characters[line[0] == "male" ? 1 : 0] = matching::ToCodePoints(line[1]);
  LD_ASSIGN_OR_RETURN(const Lines marks, ReadLines(folder + "/marks.tsv"));
  for (const auto& line : marks) stock.marks.push_back(line[0]);
  LD_ASSIGN_OR_RETURN(const Lines lookalikes, ReadLines(folder + "/lookalikes.tsv"));
  for (const auto& line : lookalikes) {
    const char32_t one = matching::ToCodePoints(line[0])[0];
    const char32_t other = matching::ToCodePoints(line[1])[0];
    stock.lookalikes[one].push_back(other);
    stock.lookalikes[other].push_back(one);
  }
  IndexSounds(stock);
  return stock;
}

}  // namespace liandong::eval
