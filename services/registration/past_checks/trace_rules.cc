#include "services/registration/past_checks/trace_rules.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "shared/matching/compare_names.h"
#include "shared/matching/han.h"
#include "shared/matching/keys.h"
#include "shared/values/nationality.h"

namespace liandong::registration::rules {
namespace {

// Shorter texts are not the address of a house or the telephone of a person.
constexpr size_t kLeastAddress = 6;  // characters
constexpr size_t kLeastPhone = 7;

// A document number identifies a person only within the country that issued it.
std::string DocumentTrace(const common::v1::Person& person) {
  const std::string number = matching::CanonicalNumber(person.document());
  return number.empty() ? ""
                        : absl::StrCat("document|", values::NationalityOf(person.nationality()), "|",
                                       person.document().type(), "|", number);
}

// As dialled within the country, without the leading zero of the area code.
std::string PhoneTrace(const common::v1::Person& person) {
  const std::string digits = matching::CanonicalDigits(person.phone());
  absl::string_view national = digits;
  const bool with_country = absl::StartsWith(person.phone(), "+") || absl::ConsumePrefix(&national, "00");
  if (with_country) absl::ConsumePrefix(&national, "86");
  while (absl::ConsumePrefix(&national, "0")) {
  }
  return national.size() < kLeastPhone ? "" : absl::StrCat("phone|", national);
}

std::string AddressTrace(const common::v1::Person& person) {
  std::u32string letters;
  for (const char32_t c : matching::Fold(person.address())) {
    if (matching::IsLetter(c)) letters.push_back(c);
  }
  return letters.size() < kLeastAddress ? "" : absl::StrCat("address|", matching::ToUtf8(letters));
}

void AddOnce(std::string trace, std::vector<std::string>& traces) {
  if (!trace.empty() && std::count(traces.begin(), traces.end(), trace) == 0) traces.push_back(std::move(trace));
}

bool IsOfPatterns(const v1::Check& check) {
  return check.kind() == v1::CHECK_KIND_ADOPTION ||
         (check.kind() == v1::CHECK_KIND_MARRIAGE && check.foreign_related());
}

bool IsThere(const common::v1::Person& person, const v1::Check& check) {
  const std::vector<std::string> keys = matching::PersonKeys(person);
  return std::any_of(check.parties().begin(), check.parties().end(), [&](const common::v1::Person& party) {
    const std::vector<std::string> of_party = matching::PersonKeys(party);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return std::count(of_party.begin(), of_party.end(), key) > 0; });
  });
}

bool AreOfTheSame(const v1::Check& one, const v1::Check& other) {
  return std::all_of(one.parties().begin(), one.parties().end(),
                     [&](const common::v1::Person& party) { return IsThere(party, other); });
}

}  // namespace

std::vector<common::v1::Person> PersonsIn(const v1::Check& check, int first_party) {
  std::vector<common::v1::Person> persons(check.parties().begin() + first_party, check.parties().end());
  for (const v1::Intermediary& intermediary : check.intermediaries()) persons.push_back(intermediary.person());
  return persons;
}

std::vector<std::string> TracesOf(const v1::Check& check) {
  std::vector<std::string> traces;
  if (!IsOfPatterns(check)) return traces;
  // An adopted child, which is the first party, may live in a home with many others.
  const int first = check.kind() == v1::CHECK_KIND_ADOPTION ? 1 : 0;
  for (const common::v1::Person& person : PersonsIn(check, first)) {
    AddOnce(DocumentTrace(person), traces);
    AddOnce(PhoneTrace(person), traces);
    AddOnce(AddressTrace(person), traces);
  }
  return traces;
}

std::vector<std::string> DocumentsOf(const v1::Check& check) {
  std::vector<std::string> documents;
  for (const common::v1::Person& person : PersonsIn(check)) AddOnce(DocumentTrace(person), documents);
  return documents;
}

bool IsPattern(const v1::Check& check, const std::vector<v1::Check>& before) {
  std::vector<const v1::Check*> others;
  for (const v1::Check& one : before) {
    const bool known = AreOfTheSame(one, check) || std::any_of(others.begin(), others.end(), [&](const auto* other) {
                         return AreOfTheSame(one, *other);
                       });
    if (!known) others.push_back(&one);
  }
  return others.size() >= kPattern;
}

bool AreTwoPersons(const common::v1::Person& one, const common::v1::Person& other) {
  const auto birth = matching::BirthDayOf(one);
  if (birth.has_value() && birth == matching::BirthDayOf(other)) return false;
  const matching::Name name = matching::ParseName(one.name());
  const matching::Name name_then = matching::ParseName(other.name());
  return !name.empty() && !name_then.empty() && matching::CompareNames(name, name_then) >= matching::Level::kSimilar;
}

bool IsReused(const v1::Check& check, std::vector<common::v1::Person> before) {
  const std::vector<common::v1::Person> now = PersonsIn(check);
  before.insert(before.end(), now.begin(), now.end());
  return std::any_of(now.begin(), now.end(), [&](const common::v1::Person& person) {
    const std::string document = DocumentTrace(person);
    return !document.empty() && std::any_of(before.begin(), before.end(), [&](const common::v1::Person& then) {
      return DocumentTrace(then) == document && AreTwoPersons(person, then);
    });
  });
}

}  // namespace liandong::registration::rules
