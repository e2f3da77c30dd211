#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/time/civil_time.h"

// Numbers of identity documents: GB 11643 and related standards. Pure functions.
namespace liandong::values {

struct IdentityNumber {
  std::string canonical;  // 18 characters, X in upper case
  absl::CivilDay birth;
  bool male;
};

// Reads 18 digits (also residence permits 81, 82, 83 and the 9 of foreign permanent residents), or the old 15 digits,
// which become 18. Empty if the check character, the birth date (not after `today`) or the province is wrong.
std::optional<IdentityNumber> ParseIdentityNumber(absl::string_view text, absl::CivilDay today);

// ISO 7064 MOD 11-2 over the first 17 digits.
char IdentityCheckCharacter(absl::string_view first17);

// Permanent residence card of a foreigner, form of 2017: three letters and twelve digits, with weights 7-3-1.
bool IsPermanentResident2017(absl::string_view text);

}  // namespace liandong::values
