#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// Days as the messages of the suite write them (YYYY-MM-DD), and ages. A day is a day in the district: UTC+8.
namespace liandong::values {

absl::TimeZone DistrictTimeZone();
absl::CivilDay DayOf(absl::Time time);

// Empty if the text is not an existing day.
std::optional<absl::CivilDay> ParseDay(absl::string_view text);
std::string FormatDay(absl::CivilDay day);

// Completed years (周岁), on `day`, of a person born on `birth`.
int AgeOn(absl::CivilDay birth, absl::CivilDay day);

}  // namespace liandong::values
