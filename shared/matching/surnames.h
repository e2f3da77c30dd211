#pragma once

#include <string>
#include <string_view>
#include <vector>

// Chinese surnames: which have two characters, and how each is read as a surname.
namespace liandong::matching {

// Characters of `name` (folded) that are its surname: 2 for a compound surname with something after it, else 1.
size_t SurnameLength(std::u32string_view name);

// Every reading of the surname, the commonest first, as ReadingOf() writes them, without blanks between.
std::vector<std::string> SurnameReadings(std::u32string_view surname);

}  // namespace liandong::matching
