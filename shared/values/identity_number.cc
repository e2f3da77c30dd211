#include "shared/values/identity_number.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/values/dates.h"
#include "shared/values/divisions.h"

namespace liandong::values {
namespace {

constexpr size_t kLength = 18;
constexpr size_t kOldLength = 15;
constexpr size_t kPermanentResidentLength = 15;
constexpr int kFirstYear = 1850;

bool AllDigits(absl::string_view text) { return std::all_of(text.begin(), text.end(), absl::ascii_isdigit); }

// GB/T 2260 does not list the divisions of residents of Hong Kong, Macao and Taiwan and of foreign permanent residents.
bool HasIssuer(absl::string_view number) {
  return number.front() == '9' || absl::StartsWith(number, "810000") || absl::StartsWith(number, "820000") ||
         absl::StartsWith(number, "830000") || HasProvince(number);
}

std::string Widen(absl::string_view old) {
  const std::string first17 = absl::StrCat(old.substr(0, 6), "19", old.substr(6));
  return first17 + IdentityCheckCharacter(first17);
}

}  // namespace

char IdentityCheckCharacter(absl::string_view first17) {
  static constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (first17[i] - '0');
  return "10X98765432"[sum % 11];
}

std::optional<IdentityNumber> ParseIdentityNumber(absl::string_view text, absl::CivilDay today) {
  std::string number = absl::AsciiStrToUpper(text);
  if (number.size() == kOldLength && AllDigits(number)) number = Widen(number);
  if (number.size() != kLength) return std::nullopt;
  const absl::string_view first17 = absl::string_view(number).substr(0, kLength - 1);
  if (!AllDigits(first17) || IdentityCheckCharacter(first17) != number.back() || !HasIssuer(number))
    return std::nullopt;
  const auto birth = ParseDay(absl::StrCat(number.substr(6, 4), "-", number.substr(10, 2), "-", number.substr(12, 2)));
  if (!birth.has_value() || birth->year() < kFirstYear || *birth > today) return std::nullopt;
  const bool male = (number[16] - '0') % 2 == 1;
  return IdentityNumber{std::move(number), *birth, male};
}

bool IsPermanentResident2017(absl::string_view text) {
  if (text.size() != kPermanentResidentLength) return false;
  const absl::string_view digits = text.substr(3);
  if (!std::all_of(text.begin(), text.begin() + 3, absl::ascii_isupper) || !AllDigits(digits)) return false;
  static constexpr std::array<int, 3> kWeights = {7, 3, 1};
  int sum = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    const int value = absl::ascii_isdigit(text[i]) ? text[i] - '0' : text[i] - 'A' + 10;
    sum += kWeights[i % 3] * value;
  }
  return sum % 10 == text.back() - '0';
}

}  // namespace liandong::values
