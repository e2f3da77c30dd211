#pragma once

#include <string>
#include <string_view>
#include <vector>

// Chinese surnames: which have two characters, and how each is read.
namespace liandong::matching {

// The number of leading characters of `name` (folded) that are its surname: 2 for a compound surname followed by a
// given name, otherwise 1.
size_t SurnameLength(std::u32string_view name);

// All readings of the surname, the most common first, in the form of ReadingOf() and without blanks.
std::vector<std::string> SurnameReadings(std::u32string_view surname);

}  // namespace liandong::matching
