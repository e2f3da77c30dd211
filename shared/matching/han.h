#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

// Characters as they are compared, their readings, and the lunar calendar: tables made of ICU and Unihan when built.
namespace liandong::matching {

// Code points of UTF-8; what is malformed is U+FFFD.
std::u32string ToCodePoints(absl::string_view utf8);
std::string ToUtf8(std::u32string_view text);

// One way to write what can be written in several: compatibility forms (full width, Kangxi radicals) undone,
// traditional and variant characters simplified, Latin without marks, upper case.
std::u32string Fold(absl::string_view utf8);

bool IsHan(char32_t character);
// Of what was folded: neither blank nor one of ASCII's signs.
bool IsLetter(char32_t character);
// Pinyin without tone, ü as v; empty if there is none. The commonest reading of a character by itself.
absl::string_view ReadingOf(char32_t character);

// A day of the lunar calendar (农历), from 1900 to 2100, as the day of the solar one. Nothing if there is no such day.
std::optional<absl::CivilDay> SolarDay(int year, int month, int day, bool leap_month);

// The days that are meant if `day` was written in the other calendar: lunar taken for solar, and solar for lunar.
std::vector<absl::CivilDay> OtherCalendar(absl::CivilDay day);

}  // namespace liandong::matching
