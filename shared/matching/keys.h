#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "liandong/common/v1/person.pb.h"

// Values by which two mentions of one person meet. Pure. They are indexed blind, never stored.
namespace liandong::matching {

// The document (old identity numbers widened to 18 digits), and the name with the date of birth. A person of
// whom too little is known has none.
std::vector<std::string> PersonKeys(const common::v1::Person& person);

// From the date of birth, or else from the identity number.
std::optional<absl::CivilDay> BirthDayOf(const common::v1::Person& person);

// 15 digits of an old identity number as the 18 that they became; any other number as it is.
std::string Widened(const std::string& number);

// Upper case, no blanks, 15 digits widened: equal for every way to write one number.
std::string CanonicalNumber(const common::v1::Document& document);

}  // namespace liandong::matching
