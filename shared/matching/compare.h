#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "shared/matching/value.h"

// How two values of a field agree: a level from kExact down to kDiffers. Pure.
namespace liandong::matching {

enum class Level : unsigned char {
  kUnknown,  // one of the values is missing: no evidence
  kExact,
  kSound,     // a name: same pinyin without tones, or the same letters
  kOrder,     // a name: the same parts in another order or field; a date: day and month swapped
  kCalendar,  // a date: one lunar, one solar
  kNear,      // one character different, or two swapped; a place: same city
  kDialect,   // a name: sounds the same in a dialect
  kPart,      // a name: same given name; a date: year and month, or year and day; a place: same province
  kYearOff,   // a date: same month and day of another year
  kSimilar,   // nearly the same; incomplete dates at most one year apart
  kSurname,   // a name: same surname only; a date: same year, or one year apart
  kDiffers,
};
inline constexpr int kLevels = static_cast<int>(Level::kDiffers) + 1;

// The level in words, for explanations, in English and Chinese.
struct Wording {
  const char* en;
  const char* zh;
};
Wording WordingOf(Level level);

// The weight of each word of the texts: the fewer records contain it, the higher.
using WordWeights = absl::flat_hash_map<std::string, double>;

Level CompareNames(const Name& a, const Name& b);
Level CompareDates(const Value& a, const Value& b);
Level CompareNumbers(absl::string_view a, absl::string_view b);
Level ComparePlaces(const Value& a, const Value& b);
Level CompareTexts(const Value& a, const Value& b, const WordWeights& weights);
Level CompareMeasures(double a, double b);

Level Compare(Kind kind, const Value& a, const Value& b, const WordWeights& weights);

}  // namespace liandong::matching
