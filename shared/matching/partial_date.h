#pragma once

#include <string>

#include "absl/strings/string_view.h"

// Dates as they are written down, with parts that may be unknown or wrong.
namespace liandong::matching {

struct PartialDate {
  int year = 0;   // 0: unknown
  int month = 0;  // 0: unknown; may exceed 12 if it was written so
  int day = 0;

  bool empty() const { return year == 0; }
  bool whole() const { return year != 0 && month != 0 && day != 0; }
  std::string Digits() const;  // YYYYMMDD
};

// Parses YYYYMMDD, or year, month and day with anything between them. A last part of four digits is the year. The parts
// of a day that does not exist are kept.
PartialDate ParseDate(absl::string_view text);

}  // namespace liandong::matching
