#pragma once

#include <cstdint>
#include "absl/strings/string_view.h"

// GB/T 2260 divisions.
namespace liandong::values {

// A province, city or district of the current edition; nine digits where the first six are one (a town or
// sub-district).
bool IsDivision(absl::string_view code);

// The first two digits are a province's. Old identity numbers carry districts that were since abolished, so that for
// them no more than this can be asked without the table of every past edition.
bool HasProvince(absl::string_view code);

// The leading digits that all divisions within have in common: 5001 for 500100.
absl::string_view DivisionPrefix(absl::string_view division);

// `inner` is `outer` or lies in it: 500119 and 500119101 lie in 500119, 500100 and 500000.
bool DivisionWithin(absl::string_view inner, absl::string_view outer);

}  // namespace liandong::values
