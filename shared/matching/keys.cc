#include "shared/matching/keys.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "shared/values/dates.h"
#include "shared/values/identity_number.h"

namespace liandong::matching {

std::optional<absl::CivilDay> BirthDayOf(const common::v1::Person& person) {
  if (const auto day = values::ParseDay(person.birth_date())) return day;
  const auto number = values::ParseIdentityNumber(person.document().number(), absl::CivilDay::max());
  return number.has_value() ? std::optional(number->birth) : std::nullopt;
}

std::string Widened(const std::string& number) {
  const auto identity = values::ParseIdentityNumber(number, absl::CivilDay::max());
  return identity.has_value() ? identity->canonical : number;
}

std::string CanonicalNumber(const common::v1::Document& document) {
  return Widened(absl::StrReplaceAll(absl::AsciiStrToUpper(document.number()), {{" ", ""}}));
}

std::vector<std::string> PersonKeys(const common::v1::Person& person) {
  std::vector<std::string> keys;
  if (!person.document().number().empty()) {
    keys.push_back(absl::StrCat("document|", person.document().type(), "|", CanonicalNumber(person.document())));
  }
  const auto birth = BirthDayOf(person);
  if (!person.name().empty() && birth.has_value()) {
    keys.push_back(absl::StrCat("person|", person.name(), "|", values::FormatDay(*birth)));
  }
  return keys;
}

}  // namespace liandong::matching
