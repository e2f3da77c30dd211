#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "shared/matching/han.h"
#include "shared/matching/surnames.h"
#include "shared/values/dates.h"
#include "tests/eval/people.h"

namespace liandong::eval {
namespace {

constexpr size_t kFirstBirthDigit = 2;
constexpr size_t kOldNumber = 15;

}  // namespace

// Another character with the same sound, or with one that a dialect does not tell apart.
std::string People::Misheard(const std::string& name, bool dialect) {
  std::u32string characters = matching::ToCodePoints(name);
  const size_t first = std::min(characters.size() - 1, matching::SurnameLength(characters));
  const size_t at = first + Pick(characters.size() - first);
  const std::string sound(matching::ReadingOf(characters[at]));
  const auto& index = dialect ? stock_->by_dialect : stock_->by_sound;
  const auto alike = index.find(dialect ? matching::DialectFold(sound) : sound);
  if (alike != index.end()) characters[at] = alike->second[Pick(alike->second.size())];
  return matching::ToUtf8(characters);
}

// The mistakes of scanners and tired eyes.
std::string People::Misread(const std::string& name) {
  std::u32string characters = matching::ToCodePoints(name);
  for (char32_t& c : characters) {
    const auto alike = stock_->lookalikes.find(c);
    if (alike == stock_->lookalikes.end()) continue;
    c = alike->second[0];
    return matching::ToUtf8(characters);
  }
  characters.back() = GivenCharacter(Happens(0.5));
  return matching::ToUtf8(characters);
}

std::string People::Mistyped(std::string digits) {
  const size_t at = Pick(digits.size() - 1);
  if (Happens(0.3)) {
    std::swap(digits[at], digits[at + 1]);
  } else {
    digits[at] = static_cast<char>('0' + Pick(10));
  }
  return digits;
}

std::string People::OtherName(const matching::Subject& missing) {
  const std::string& name = missing.person.name();
  const double kind = std::uniform_real_distribution<>()(random_);
  if (missing.person.nationality() != "CHN") {
    std::vector<std::string> words = absl::StrSplit(name, ' ');
    if (kind < 0.12) std::rotate(words.begin(), words.begin() + 1, words.end());
    if (kind >= 0.12 && kind < 0.2 && words.size() > 2) words[1] = words[1].substr(0, 1);
    std::string written = absl::StrJoin(words, kind > 0.92 ? "" : " ");
    return kind >= 0.2 && kind < 0.3 ? Mistyped(written) : absl::AsciiStrToUpper(written);
  }
  const std::u32string characters = matching::ToCodePoints(name);
  const size_t surname = matching::SurnameLength(characters);
  const std::string given = matching::ToUtf8(characters.substr(surname));
  if (kind < 0.15) return Misheard(name, false);
  if (kind < 0.22) return Misheard(name, true);
  if (kind < 0.27) return Misread(name);
  if (kind < 0.29) return matching::ToUtf8(characters.substr(0, characters.size() - 1));
  if (kind < 0.3) return given + matching::ToUtf8(characters.substr(0, surname));
  if (kind < 0.34) return absl::AsciiStrToUpper(matching::ParseName(name).sounds[0]);
  // The name after a marriage, or in another family.
  if (kind < 0.39) return Surname() + given;
  if (kind < 0.42) return matching::ToUtf8(characters.substr(0, surname)) + GivenName(Happens(0.5), 2000);
  return name;
}

void People::WriteName(const matching::Subject& missing, common::v1::Person& person) {
  if (Happens(0.06)) {
    person.clear_name();
  } else {
    person.set_name(OtherName(missing));
  }
}

void People::WriteBirth(const matching::Subject& missing, matching::Subject& found) {
  const auto birth = values::ParseDay(missing.person.birth_date());
  const auto year = static_cast<int>(birth->year());
  const double kind = std::uniform_real_distribution<>()(random_);
  absl::CivilDay written = *birth;
  if (kind < 0.04 && birth->day() <= 12) {
    written = absl::CivilDay(year, birth->day(), birth->month());
  } else if (kind < 0.1) {
    written = absl::CivilDay(year, birth->month(), 1 + static_cast<int>(Pick(28)));
  } else if (kind < 0.13) {
    written = absl::CivilDay(year, 1 + static_cast<int>(Pick(12)), std::min(birth->day(), 28));
  } else if (kind < 0.19) {
    written = absl::CivilDay(year + (Happens(0.5) ? 1 : -1), birth->month(), std::min(birth->day(), 28));
  } else if (kind < 0.26) {
    const std::vector<absl::CivilDay> other = matching::OtherCalendar(*birth);
    if (!other.empty()) written = other[Pick(other.size())];
  } else if (kind < 0.38) {
    found.person.clear_birth_date();
    // For some not even the age is known.
    if (kind < 0.36) found.appearance.set_birth_year(year + static_cast<int>(Pick(3)) - 1);
    return;
  }
  found.person.set_birth_date(values::FormatDay(written));
}

void People::WriteNumber(common::v1::Person& person) {
  std::string number = person.document().number();
  if (number.empty() || Happens(0.75)) {
    person.clear_document();
  } else if (Happens(0.1)) {
    person.mutable_document()->set_number(Mistyped(number));
  } else if (number.size() > kOldNumber && number.compare(6, kFirstBirthDigit, "19") == 0 && Happens(0.05)) {
    person.mutable_document()->set_number(number.substr(0, 6) + number.substr(8, 9));
  }
}

void People::WriteRest(const matching::Subject& missing, matching::Subject& found) {
  common::v1::Person& person = found.person;
  if (Happens(0.01)) person.set_sex(common::v1::SEX_UNSPECIFIED);
  if (Happens(0.003))
    person.set_sex(person.sex() == common::v1::SEX_MALE ? common::v1::SEX_FEMALE : common::v1::SEX_MALE);
  if (Happens(0.3)) person.clear_ethnic_group();
  if (Happens(0.85)) person.clear_phone();
  if (!person.division().empty() && Happens(0.35)) person.clear_division();
  if (!person.division().empty() && Happens(0.1)) person.set_division(person.division().substr(0, 4) + "01");
  if (!person.division().empty() && Happens(0.04)) person.set_division(Division());
  found.division = Happens(0.35) ? missing.division : Division();
  found.day = *missing.day + static_cast<int>(Pick(3000));
  if (missing.appearance.height() > 0)
    found.appearance.set_height(missing.appearance.height() + static_cast<int>(Pick(7)) - 3);
  if (Happens(0.4)) found.appearance.clear_height();
  if (Happens(0.5)) found.appearance.clear_marks();
  if (!found.appearance.marks().empty() && Happens(0.3)) {
    const std::vector<std::string> marks = absl::StrSplit(found.appearance.marks(), "，");
    found.appearance.set_marks(marks[Pick(marks.size())]);
  }
}

matching::Subject People::Found(const matching::Subject& missing) {
  matching::Subject found = missing;
  // Nobody with a document that contains the birthday would be asked for it, so number and date have independent
  // mistakes.
  WriteName(missing, found.person);
  WriteBirth(missing, found);
  WriteNumber(found.person);
  WriteRest(missing, found);
  return found;
}

}  // namespace liandong::eval
