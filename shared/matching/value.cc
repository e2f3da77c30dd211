#include "shared/matching/value.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/matching/han.h"
#include "shared/matching/keys.h"

namespace liandong::matching {
namespace {

// The words of letters and digits; each Han character is a word of its own.
std::vector<std::string> WordsOf(const std::u32string& folded) {
  std::string spaced;
  for (const char32_t c : folded) {
    spaced += !IsLetter(c) ? " " : IsHan(c) ? " " + ToUtf8({&c, 1}) + " " : ToUtf8({&c, 1});
  }
  return absl::StrSplit(spaced, ' ', absl::SkipEmpty());
}

Value ParseDateValue(absl::string_view text) {
  Value value;
  value.date = ParseDate(text);
  if (!value.date.empty()) value.text = value.date.Digits();
  return value;
}

}  // namespace

std::string CanonicalDigits(absl::string_view number) {
  std::string canonical;
  for (const char32_t c : Fold(number)) {
    if ((c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z')) canonical.push_back(static_cast<char>(c));
  }
  return Widened(canonical);
}

Value ParseValue(Kind kind, absl::string_view text) {
  Value value;
  switch (kind) {
    case Kind::kName:
      value.name = ParseName(text);
      value.text = ToUtf8(value.name.folded);
      return value;
    case Kind::kDate:
      return ParseDateValue(text);
    case Kind::kNumber:
      value.text = CanonicalDigits(text);
      return value;
    case Kind::kMeasure:
      value.measured = absl::SimpleAtod(text, &value.measure);
      if (value.measured) value.text = std::string(text);
      return value;
    default:
      value.words = WordsOf(Fold(text));
      value.text = absl::StrJoin(value.words, " ");
      std::sort(value.words.begin(), value.words.end());
      value.words.erase(std::unique(value.words.begin(), value.words.end()), value.words.end());
      return value;
  }
}

}  // namespace liandong::matching
