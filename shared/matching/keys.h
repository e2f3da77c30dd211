#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "liandong/common/v1/person.pb.h"

// Values under which two records of one person are found. Pure. They are stored only in blind indexes.
namespace liandong::matching {

// The document (old identity numbers widened to 18 digits), and the name with the birth date. A person of whom too
// little is known has no keys.
std::vector<std::string> PersonKeys(const common::v1::Person& person);

// From the birth date, or otherwise from the identity number.
std::optional<absl::CivilDay> BirthDayOf(const common::v1::Person& person);

// Converts an old identity number of 15 digits to 18 digits; returns any other number unchanged.
std::string Widened(const std::string& number);

// Upper case, without blanks, 15 digits widened: the same for every way to write a number.
std::string CanonicalNumber(const common::v1::Document& document);

}  // namespace liandong::matching
