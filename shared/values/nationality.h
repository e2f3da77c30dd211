#pragma once

#include "absl/strings/string_view.h"

// Nationalities are ISO 3166-1 alpha-3 codes. Who states none is Chinese.
namespace liandong::values {

inline constexpr absl::string_view kChinese = "CHN";

inline absl::string_view NationalityOf(absl::string_view stated) { return stated.empty() ? kChinese : stated; }

inline bool IsForeign(absl::string_view stated) { return NationalityOf(stated) != kChinese; }

}  // namespace liandong::values
