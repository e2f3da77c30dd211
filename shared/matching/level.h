#pragma once

namespace liandong::matching {

// How two values of a field agree, from kExact down to kDiffers.
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

}  // namespace liandong::matching
