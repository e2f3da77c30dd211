#include "shared/matching/han.h"

#include <algorithm>
#include <iterator>

namespace liandong::matching {
namespace {

struct CharacterFold {
  char32_t from;
  const char* to;
};
struct LunarYear {
  int first_day;  // days since 1970-01-01
  int leap;       // the month that occurs twice, or 0
  unsigned longs;
};
#include "shared/matching/han_tables.inc"

constexpr char32_t kFirstHan = 0x3400;
constexpr char32_t kReplacement = 0xFFFD;
constexpr int kFirstLunarYear = 1900;
constexpr int kShortMonth = 29;

// The number of bytes after a first byte; -1 if it is not one.
int Following(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first < 0xE0) return 1;
  if (first >= 0xE0 && first < 0xF0) return 2;
  return first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

char32_t FirstBits(unsigned char first, int following) { return following == 0 ? first : first & (0x3FU >> following); }

}  // namespace

std::u32string ToCodePoints(absl::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i++]);
    const int following = Following(first);
    char32_t point = following < 0 ? kReplacement : FirstBits(first, following);
    for (int k = 0; k < following; ++k) {
      const unsigned char next = i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0;
      if ((next & 0xC0U) != 0x80U) {
        point = kReplacement;
        break;
      }
      point = (point << 6U) | (next & 0x3FU);
      ++i;
    }
    points.push_back(point);
  }
  return points;
}

std::string ToUtf8(std::u32string_view text) {
  std::string utf8;
  for (const char32_t c : text) {
    if (c < 0x80) {
      utf8.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
      utf8.push_back(static_cast<char>(0xC0U | (c >> 6U)));
      utf8.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
    } else {
      if (c >= 0x10000) utf8.push_back(static_cast<char>(0xF0U | (c >> 18U)));
      utf8.push_back(static_cast<char>(c >= 0x10000 ? 0x80U | ((c >> 12U) & 0x3FU) : 0xE0U | (c >> 12U)));
      utf8.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
      utf8.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
    }
  }
  return utf8;
}

std::u32string Fold(absl::string_view utf8) {
  std::u32string folded;
  for (const char32_t c : ToCodePoints(utf8)) {
    if (c < 0x80) {
      folded.push_back(c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c);
      continue;
    }
    const auto* const end = std::end(kFolds);
    const auto* const at = std::lower_bound(
        std::begin(kFolds), end, c, [](const CharacterFold& fold, char32_t point) { return fold.from < point; });
    if (at != end && at->from == c) {
      folded += ToCodePoints(at->to);
    } else {
      folded.push_back(c);
    }
  }
  return folded;
}

bool IsHan(char32_t character) {
  return (character >= kFirstHan && character < 0xA000) || (character >= 0x20000 && character < 0x32000);
}

bool IsLetter(char32_t character) {
  return (character >= U'A' && character <= U'Z') || (character >= U'0' && character <= U'9') || character >= 0x80;
}

absl::string_view ReadingOf(char32_t character) {
  const size_t place = character - kFirstHan;
  if (character < kFirstHan || place >= std::size(kReadings)) return "";
  return kSyllables[kReadings[place]];
}

std::optional<absl::CivilDay> SolarDay(int year, int month, int day, bool leap_month) {
  const int index = year - kFirstLunarYear;
  if (index < 0 || index >= static_cast<int>(std::size(kLunarYears)) || month < 1 || month > 12 || day < 1)
    return std::nullopt;
  const LunarYear& lunar = kLunarYears[index];
  if (leap_month && lunar.leap != month) return std::nullopt;
  // The months before it in its year, including a leap month.
  const int before = month - 1 + ((lunar.leap != 0 && month > lunar.leap) || leap_month ? 1 : 0);
  const auto length = [&](int at) { return kShortMonth + static_cast<int>((lunar.longs >> at) & 1U); };
  if (day > length(before)) return std::nullopt;
  int days = lunar.first_day + day - 1;
  for (int at = 0; at < before; ++at) days += length(at);
  return absl::CivilDay(1970, 1, 1) + days;
}

std::vector<absl::CivilDay> OtherCalendar(absl::CivilDay day) {
  std::vector<absl::CivilDay> days;
  const auto year = static_cast<int>(day.year());
  for (const bool leap : {false, true}) {
    if (const auto solar = SolarDay(year, day.month(), day.day(), leap)) days.push_back(*solar);
  }
  // The lunar date of the day, if it is also a possible solar date.
  for (int lunar_year : {year - 1, year}) {
    for (int month = 1; month <= 12; ++month) {
      for (const bool leap : {false, true}) {
        const auto first = SolarDay(lunar_year, month, 1, leap);
        if (!first.has_value() || day < *first || day - *first >= kShortMonth + 1) continue;
        const absl::CivilDay written(lunar_year, month, static_cast<int>(day - *first) + 1);
        if (SolarDay(lunar_year, month, written.day(), leap) == day && written.month() == month)
          days.push_back(written);
      }
    }
  }
  return days;
}

}  // namespace liandong::matching
