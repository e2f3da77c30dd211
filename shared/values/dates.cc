#include "shared/values/dates.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"

namespace liandong::values {
namespace {

// Only digits: Abseil's parser would also accept signs and blanks.
bool ReadDigits(absl::string_view text, int& number) {
  return std::all_of(text.begin(), text.end(), absl::ascii_isdigit) && absl::SimpleAtoi(text, &number);
}

}  // namespace

absl::TimeZone DistrictTimeZone() { return absl::FixedTimeZone(8 * 3600); }

absl::CivilDay DayOf(absl::Time time) { return absl::ToCivilDay(time, DistrictTimeZone()); }

std::optional<absl::CivilDay> ParseDay(absl::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (!ReadDigits(text.substr(0, 4), year) || !ReadDigits(text.substr(5, 2), month) ||
      !ReadDigits(text.substr(8, 2), day)) {
    return std::nullopt;
  }
  const absl::CivilDay civil(year, month, day);
  // Abseil would turn 31 February into a day in March.
  if (civil.year() != year || civil.month() != month || civil.day() != day) return std::nullopt;
  return civil;
}

std::string FormatDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

int AgeOn(absl::CivilDay birth, absl::CivilDay day) {
  const bool before_birthday = day.month() < birth.month() || (day.month() == birth.month() && day.day() < birth.day());
  return static_cast<int>(day.year() - birth.year()) - (before_birthday ? 1 : 0);
}

}  // namespace liandong::values
