#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

// Characters as they are compared, their readings, and the lunar calendar, from tables generated from ICU and Unihan at
// build time.
namespace liandong::matching {

// The code points of a UTF-8 text. Malformed bytes become U+FFFD.
std::u32string ToCodePoints(absl::string_view utf8);
std::string ToUtf8(std::u32string_view text);

// Brings texts that can be written in several ways into one form: compatibility forms (full width, Kangxi radicals) are
// resolved, traditional and variant characters are simplified, Latin letters lose their marks and become upper case.
std::u32string Fold(absl::string_view utf8);

bool IsHan(char32_t character);
// For folded text: true unless it is a blank or an ASCII sign.
bool IsLetter(char32_t character);
// The pinyin of a single character, without tone, with ü as v: its most common reading. Empty if there is none.
absl::string_view ReadingOf(char32_t character);

// The solar date of a day of the lunar calendar (农历), from 1900 to 2100. Empty if there is no such day.
std::optional<absl::CivilDay> SolarDay(int year, int month, int day, bool leap_month);

// The days that may be meant if `day` was written in the other calendar: a lunar date taken for solar, and a solar date
// taken for lunar.
std::vector<absl::CivilDay> OtherCalendar(absl::CivilDay day);

}  // namespace liandong::matching
