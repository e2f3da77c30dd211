#pragma once

#include <cstdint>
#include "absl/strings/string_view.h"

// GB/T 2260 divisions.
namespace liandong::values {

// True for a province, city or district of the current edition, and for nine digits whose first six are one (a town or
// sub-district).
bool IsDivision(absl::string_view code);

// True if the first two digits are those of a province. Old identity numbers contain districts that no longer exist, so
// nothing more can be checked without the tables of all earlier editions.
bool HasProvince(absl::string_view code);

// The leading digits that all divisions within `division` share: 5001 for 500100.
absl::string_view DivisionPrefix(absl::string_view division);

// True if `inner` is `outer` or lies within it: 500119 and 500119101 lie within 500119, 500100 and 500000.
bool DivisionWithin(absl::string_view inner, absl::string_view outer);

}  // namespace liandong::values
