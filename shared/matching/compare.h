#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "shared/matching/value.h"

// How two values of a field agree: a level, from kExact down to kDiffers. Pure.
namespace liandong::matching {

enum class Level : unsigned char {
  kUnknown,  // one of them is not there: says nothing
  kExact,
  kSound,     // a name: same pinyin without tone, or the same letters
  kOrder,     // a name: the same parts in another order or field; a date: day and month swapped
  kCalendar,  // a date: one lunar, one solar
  kNear,      // one character different or two swapped; a place: same city
  kDialect,   // a name: heard as the same
  kPart,      // a name: same given name; a date: year and month, or year and day; a place: same province
  kYearOff,   // a date: same month and day of another year
  kSimilar,   // nearly; of a date no more is known, but for a year more or less
  kSurname,   // a name: same surname only; a date: same year, or the year before or after
  kDiffers,
};
inline constexpr int kLevels = static_cast<int>(Level::kDiffers) + 1;

// In words for an explanation, English and Chinese.
struct Wording {
  const char* en;
  const char* zh;
};
Wording WordingOf(Level level);

// How much each word of the texts tells: the fewer records have it, the more.
using WordWeights = absl::flat_hash_map<std::string, double>;

Level CompareNames(const Name& a, const Name& b);
Level CompareDates(const Value& a, const Value& b);
Level CompareNumbers(absl::string_view a, absl::string_view b);
Level ComparePlaces(const Value& a, const Value& b);
Level CompareTexts(const Value& a, const Value& b, const WordWeights& weights);
Level CompareMeasures(double a, double b);

Level Compare(Kind kind, const Value& a, const Value& b, const WordWeights& weights);

}  // namespace liandong::matching
