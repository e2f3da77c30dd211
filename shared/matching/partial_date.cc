#include "shared/matching/partial_date.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

namespace liandong::matching {
namespace {

constexpr size_t kYearDigits = 4;

std::vector<std::string> DigitRuns(absl::string_view text) {
  std::vector<std::string> runs;
  bool within = false;
  for (const char c : text) {
    const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(c));
    if (digit && !within) runs.emplace_back();
    if (digit) runs.back().push_back(c);
    within = digit;
  }
  return runs;
}

int Number(absl::string_view digits) {
  int number = 0;
  return absl::SimpleAtoi(digits, &number) ? number : 0;
}

}  // namespace

std::string PartialDate::Digits() const { return absl::StrFormat("%04d%02d%02d", year, month, day); }

PartialDate ParseDate(absl::string_view text) {
  std::vector<std::string> runs = DigitRuns(text);
  if (runs.size() == 1 && runs[0].size() == 8) {
    const std::string all = runs[0];
    runs = {all.substr(0, 4), all.substr(4, 2), all.substr(6, 2)};
  }
  if (runs.size() == 3 && runs[0].size() < kYearDigits && runs[2].size() == kYearDigits) std::swap(runs[0], runs[2]);
  PartialDate date;
  if (runs.empty() || runs.size() > 3 || runs[0].size() != kYearDigits) return date;
  date.year = Number(runs[0]);
  if (runs.size() > 1 && runs[1].size() <= 2) date.month = Number(runs[1]);
  if (runs.size() > 2 && runs[2].size() <= 2) date.day = Number(runs[2]);
  return date;
}

}  // namespace liandong::matching
