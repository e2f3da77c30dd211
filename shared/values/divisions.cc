#include "shared/values/divisions.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace liandong::values {
namespace {

// Codes of districts and counties in ascending order.
constexpr uint32_t kDistricts[] = {
#include "shared/values/division_codes.inc"
};

constexpr size_t kDistrictDigits = 6;
constexpr size_t kTownDigits = 9;

bool AllDigits(absl::string_view text) { return std::all_of(text.begin(), text.end(), absl::ascii_isdigit); }

uint32_t Number(absl::string_view digits) {
  uint32_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<uint32_t>(c - '0');
  return number;
}

// Tells whether a district has a code in [low, high).
bool AnyDistrictIn(uint32_t low, uint32_t high) {
  const auto* first = std::lower_bound(std::begin(kDistricts), std::end(kDistricts), low);
  return first != std::end(kDistricts) && *first < high;
}

}  // namespace

bool IsDivision(absl::string_view code) {
  if ((code.size() != kDistrictDigits && code.size() != kTownDigits) || !AllDigits(code)) return false;
  const uint32_t number = Number(code.substr(0, kDistrictDigits));
  if (number % 10000 == 0) return AnyDistrictIn(number, number + 10000);
  if (number % 100 == 0) return AnyDistrictIn(number, number + 100);
  return AnyDistrictIn(number, number + 1);
}

bool HasProvince(absl::string_view code) {
  if (code.size() < kDistrictDigits || !AllDigits(code.substr(0, kDistrictDigits))) return false;
  const uint32_t province = Number(code.substr(0, 2)) * 10000;
  return AnyDistrictIn(province, province + 10000);
}

absl::string_view DivisionPrefix(absl::string_view division) {
  if (division.size() != kDistrictDigits) return division;
  while (division.size() > 2 && absl::EndsWith(division, "00")) division.remove_suffix(2);
  return division;
}

bool DivisionWithin(absl::string_view inner, absl::string_view outer) {
  return !outer.empty() && absl::StartsWith(inner, DivisionPrefix(outer));
}

}  // namespace liandong::values
